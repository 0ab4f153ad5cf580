import fc from "fast-check";
import { expect, test } from "vitest";
import { detectEncoding, toUtf8, unfinishedTail } from "./encoding.ts";

async function decode(bytes: Uint8Array, sizes: readonly number[] = []): Promise<string> {
  async function* chunks() {
    let at = 0;
    for (const size of sizes) {
      yield bytes.subarray(at, at + size);
      at += size;
    }
    yield bytes.subarray(at);
  }
  let text = "";
  const parts: Buffer[] = [];
  for await (const part of toUtf8(chunks(), detectEncoding(bytes))) parts.push(Buffer.from(part));
  text += Buffer.concat(parts).toString("utf8");
  return text;
}

const text = "name,city\nरवि,Pune\nJosé,München\n";
const wide = Buffer.from(text, "utf16le");
const bigEndian = Buffer.from(wide).swap16();

test("a byte order mark names the encoding and is no part of the text", async () => {
  expect(await decode(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]))).toBe(text);
  expect(await decode(Buffer.concat([Buffer.from([0xff, 0xfe]), wide]))).toBe(text);
  expect(await decode(Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]))).toBe(text);
});

test("UTF-16 without a mark is known by its zeros", async () => {
  const latin = "name,phone\nRavi,98765\n";
  expect(detectEncoding(Buffer.from(latin, "utf16le")).encoding).toBe("utf-16le");
  expect(await decode(Buffer.from(latin, "utf16le"))).toBe(latin);
});

test("bytes that are no UTF-8 are read as Windows-1252", async () => {
  const bytes = Buffer.from("name,price\nJos\xe9,\x80 5\n", "latin1");
  expect(detectEncoding(bytes)).toEqual({ encoding: "windows-1252", bom: 0 });
  expect(await decode(bytes)).toBe("name,price\nJosé,€ 5\n");
});

test("a file that is ASCII at first and Windows-1252 later loses no letter", async () => {
  const ascii = Buffer.from("name,city\n".repeat(100));
  const bytes = Buffer.concat([ascii, Buffer.from("Jos\xe9,Z\xfcrich\n", "latin1")]);
  async function* chunks() {
    yield bytes.subarray(0, 500);
    yield bytes.subarray(500);
  }
  const parts: Buffer[] = [];
  for await (const part of toUtf8(chunks(), detectEncoding(bytes.subarray(0, 500)))) parts.push(part);
  expect(Buffer.concat(parts).toString("utf8").endsWith("José,Zürich\n")).toBe(true);
});

test("one damaged place in UTF-8 does not turn the whole file into another alphabet", async () => {
  const bytes = Buffer.concat([
    Buffer.from("नाम,शहर\nरवि,"),
    Buffer.from([0xe0, 0xa4]),
    Buffer.from("\nसीता,पुणे\n"),
  ]);
  expect(await decode(bytes)).toContain("सीता,पुणे");
});

test("UTF-8 comes out the same however its bytes are cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 20 }),
      async (value, sizes) => {
        const line = `é${value.replaceAll("\0", "")}`;
        expect(await decode(Buffer.from(line), sizes)).toBe(line);
      },
    ),
  );
});

test("the unfinished tail is what a character still lacks", () => {
  expect(unfinishedTail(Buffer.from("aé"))).toBe(0);
  expect(unfinishedTail(Buffer.from("aé").subarray(0, 2))).toBe(1);
  expect(unfinishedTail(Buffer.from("र").subarray(0, 2))).toBe(2);
  expect(unfinishedTail(Buffer.from("😀").subarray(0, 3))).toBe(3);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvError } from "./csv-error.ts";
import { type CsvRow, openCsv } from "./open-csv.ts";
import { readTable } from "./read-table.ts";
import { neutralise, restore, writeRows } from "./write-rows.ts";

async function* chunked(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const source = (text: string, size?: number) => chunked(Buffer.from(text), size);

async function readAll(text: string, size?: number) {
  const { names, rows, dialect } = await openCsv(source(text, size));
  const read: CsvRow[] = [];
  for await (const row of rows) read.push(row);
  return {
    names,
    dialect,
    rows: read,
    values: read.map((row) => row.values),
    lines: read.map((row) => row.line),
  };
}

const refusal = async (text: string | Uint8Array) => {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const error = await readTable(chunked(bytes, 65536)).then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(CsvError);
  return error instanceof CsvError ? { code: error.code, message: error.message } : null;
};

describe("dialects", () => {
  test("comma, semicolon, tab and bar are told apart", async () => {
    for (const mark of [",", ";", "\t", "|"]) {
      const { values, dialect } = await readAll(`name${mark}city\nRavi${mark}Pune\nSita${mark}Delhi\n`);
      expect(dialect.delimiter).toBe(mark);
      expect(values).toEqual([
        ["Ravi", "Pune"],
        ["Sita", "Delhi"],
      ]);
    }
  });

  test("delimiters inside quotes do not mislead", async () => {
    const { dialect, values } = await readAll('name;note\nRavi;"a, b, c, d"\nSita;"e, f, g, h"\n');
    expect(dialect.delimiter).toBe(";");
    expect(values[0]).toEqual(["Ravi", "a, b, c, d"]);
  });

  test("single quotes, backslash escapes and Excel's sep= line are understood", async () => {
    expect((await readAll("'a','b'\n'x, y','2'\n'z','3'\n")).values).toEqual([
      ["x, y", "2"],
      ["z", "3"],
    ]);
    expect((await readAll('a,b\n"say \\"hi\\" now",2\n')).values).toEqual([['say "hi" now', "2"]]);
    const excel = await readAll("sep=;\r\na;b\r\n1,5;2\r\n");
    expect(excel.values).toEqual([["1,5", "2"]]);
    expect(excel.lines).toEqual([3]);
  });
});

describe("lines", () => {
  test("a row's line is where it starts in the file, with CRLF, quoted line breaks and empty rows", async () => {
    const text = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,"p\nq\nr"\r\n,\r\n3,z\r\n';
    for (const size of [1, 2, 3, 1000]) {
      const { lines, values } = await readAll(text, size);
      expect(lines).toEqual([2, 5, 9]);
      expect(values).toEqual([
        ["1", "x\r\ny"],
        ["2", "p\nq\nr"],
        ["3", "z"],
      ]);
    }
  });

  test("a lone CR ends a line", async () => {
    expect((await readAll("a,b\r1,2\r3,4\r")).lines).toEqual([2, 3]);
  });
});

describe("rows that cannot be used are reported, not thrown", () => {
  test("too many and too few cells", async () => {
    const { rows } = await readAll("a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2,3,,\n");
    expect(rows.map((row) => row.problem)).toEqual([
      { code: "columns", expected: 3, found: 2 },
      { code: "columns", expected: 3, found: 4 },
      null,
      null,
    ]);
  });

  test("a short last row without a line break was cut off", async () => {
    const { rows } = await readAll("a,b,c\n1,2,3\n1,2");
    expect(rows.at(-1)?.problem).toEqual({ code: "cut-off", expected: 3, found: 2 });
    expect((await readAll("a,b,c\n1,2,3\n1,2,3")).rows.at(-1)?.problem).toBeNull();
  });

  test("NUL bytes and a cell of a million characters", async () => {
    const { rows } = await readAll(`a,b\n1,x\0y\n2,${"x".repeat(1_000_000)}\n3,z\n`, 65536);
    expect(rows.map((row) => row.problem?.code ?? null)).toEqual(["nul", "cell-too-long", null]);
    expect(rows.at(-1)?.line).toBe(4);
  });

  test("a delimiter missing under unnamed last columns is no fault", async () => {
    expect((await readAll("a,b,\n1,2\n3,4,\n")).rows.map((row) => row.problem)).toEqual([null, null]);
  });
});

describe("files that cannot be used are refused with one sentence", () => {
  test.each([
    ["an empty file", "", "empty", "The file is empty."],
    ["nothing but line breaks", "\n\r\n\n", "empty", "The file is empty."],
    ["a header alone", "name,city\n", "header-only", "The file has a header but no rows."],
    ["one column", "name\nRavi\n", "one-column", /^Only one column was found \("name"\)/],
    [
      "a name twice",
      "Phone,a,Phone\n1,2,3\n",
      "duplicate-headers",
      /^Columns 1 and 3 are both called "Phone"/,
    ],
    ["a NUL byte in the header", "a,b\0\n1,2\n", "bad-header", /^The name of column 2 holds a NUL byte/],
    [
      "a name without end",
      `a,${"b".repeat(1_000_000)}\n1,2\n`,
      "bad-header",
      /^The name of column 2 is longer/,
    ],
    ["an open quote", 'a,b\n1,2\n3,"four\n5,6\n', "unterminated-quote", /row at line 3 is never closed/],
    ["a cut-off end", "a,b\n1,2\n3", "bad-row", /^Line 3: The file ends in the middle of this row/],
    ["a NUL byte", "a,b\n1,\0\n", "bad-row", 'Line 2: The cell under "b" holds a NUL byte.'],
    ["a workbook", "PK\x03\x04....", "not-text", /Excel workbook/],
  ])("%s", async (_, text, code, message) => {
    const found = await refusal(text);
    expect(found?.code).toBe(code);
    expect(found?.message).toMatch(message);
  });

  test("a row that a lost quote has swallowed, before it fills the memory", async () => {
    const found = await refusal(Buffer.from(`a,b\n1,"${"x,y\n".repeat(6_000_000)}`));
    expect(found?.code).toBe("row-too-large");
  });
});

test("five thousand columns are read", async () => {
  const names = Array.from({ length: 5000 }, (_, i) => `c${i}`);
  const table = await readTable(source(`${names.join(",")}\n${names.map((_, i) => i).join(",")}\n`, 65536));
  expect(table.names).toHaveLength(5000);
  expect(table.columns[4999]).toEqual(["4999"]);
});

describe("writing", () => {
  test("what is written is read back, cell for cell", async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("=1+1", "+91 98", "-5", "@x", '"', "a\nb", "a\r\nb", ",", ";", "'", "नाम", ""),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            cell.filter((text) => !text.includes("\0")),
            { minLength: 3, maxLength: 3 },
          ),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        async (rows) => {
          const kept = rows.filter((row) => row.some((text) => text !== ""));
          fc.pre(kept.length > 0);
          let text = "";
          for await (const piece of writeRows(["first", "second", "third"], kept)) text += piece;
          const { values } = await readAll(text, 5);
          expect(values).toEqual(kept.map((row) => row.map(neutralise)));
        },
      ),
    );
  });

  test("formulas are defused and numbers are not", () => {
    for (const text of ["=SUM(A1)", "+cmd|x", "-2+3", "@import", "\tx", "\rx", "+91 98765 43210"]) {
      expect(neutralise(text)).toBe(`'${text}`);
      expect(restore(neutralise(text))).toBe(text);
    }
    for (const text of ["-5", "+919876543210", "-1.5e-3", "12%", "plain", "'quoted'"]) {
      expect(neutralise(text)).toBe(text);
      expect(restore(text)).toBe(text);
    }
  });
});

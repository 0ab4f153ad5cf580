import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { getLead } from "../lead/get.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import type { Mapping } from "./mapping.ts";
import { rejectsCsv } from "./rejects-csv.ts";
import { startImport } from "./start.ts";
import { chunked, counts, everyLead, importFile, leadPreview, rowsOf, upload } from "./test/importing.ts";
import { receiveUpload } from "./upload.ts";

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

describe("rows that cannot be imported", () => {
  const file = `name,phone,enquiry date,note
Asha,9876543210,01/02/2026,"two
lines"
,,01/02/2026,=cmd()
Ravi,12345,01/02/2026,x
Sita,9811122233,soon,y
Too,9811122244,01/02/2026,z,more
Gita,9811122255,03/02/2026,ok
Nul,9811122266,03/02/2026,a\0b
Long,9811122277,03/02/2026,${"x".repeat(1_000_000)}
Cut,98111222`;

  test("are reported by line and reason, and the good ones are in", async () => {
    const done = await importFile(home, file);
    expect(counts(done)).toEqual({ read: 9, created: 2, updated: 0, unchanged: 0, rejected: 7 });
    expect(done.rejects).toEqual([
      { line: 4, code: "nobody", text: "The row has no name, phone number, e-mail address or id." },
      { line: 5, code: "unreachable", text: expect.stringContaining('"phone"') },
      { line: 6, code: "bad-date", text: '"enquiry date" is not a date.' },
      { line: 7, code: "columns", text: "The row has 5 cells where the header has 4." },
      { line: 9, code: "nul", text: 'The cell under "note" holds a NUL byte.' },
      { line: 10, code: "cell-too-long", text: expect.stringContaining("10,00,000 characters") },
      { line: 11, code: "cut-off", text: expect.stringContaining("2 cells of 4") },
    ]);
  });

  test("are announced before anything is imported, as far as the file alone shows them", async () => {
    const { importId } = await upload(home.manager, file);
    expect((await leadPreview(home, importId)).warnings).toContain(
      "4 rows are left out, the first in line 7: The row has 5 cells where the header has 4.",
    );
  });

  test("are downloaded as they stood, harmless to a spreadsheet, and come back corrected", async () => {
    const done = await importFile(home, file);
    const { filename, text } = await rejectsCsv(home.manager, { importId: done.id });
    let csv = "";
    for await (const piece of text) csv += piece;
    expect(filename).toBe("leads - rejected.csv");
    expect(csv.split("\r\n")[0]).toBe("name,phone,enquiry date,note,Rejected in line,Rejected because");
    expect(csv).toContain("'=cmd(),4,");
    const corrected = csv.split("\r\n").filter((line) => /^(name|Sita)/.test(line));
    const again = await importFile(home, corrected.join("\r\n").replace("soon", "04/02/2026"));
    expect(counts(again)).toMatchObject({ created: 1, rejected: 0 });
  });

  test("are sealed at rest", async () => {
    await importFile(home, file);
    const rows = await platform.db.withOrg(home.org.id, (tx) =>
      tx.importReject.findMany({ where: { orgId: home.org.id } }),
    );
    expect(rows.some(({ sealed }) => Buffer.from(sealed).includes("Ravi"))).toBe(false);
    expect(JSON.stringify(rows.map(({ params }) => params))).not.toContain("12345");
  });
});

test("cells that do not fit their column are left out and counted", async () => {
  const odd = Array.from({ length: 10 }, (_, i) => `${i},Odd ${i},n/k${i}`);
  const fine = Array.from({ length: 90 }, (_, i) => `${100 + i},Fine ${i},${(i * 7) % 50}`);
  const done = await importFile(home, `lead id,name,area\n${[...fine, ...odd].join("\n")}\n`);
  expect(done).toMatchObject({ rowsCreated: 100, rowsRejected: 0 });
  expect(done.warnings).toMatchObject([{ header: "area", code: "no-number", count: 10 }]);
  expect(done.warnings[0]?.text).toBe('"area": 10 cells left empty because the value is not a number.');
});

test("dates in three formats are read by their column, in the organisation's time zone", async () => {
  const file = `name,enquiry date,possession
A,2026-03-05,05/03/2026
B,05 Mar 2026,2026-03-25
C,25/03/2026 09:15,25-Mar-2026
D,2026-03-05T10:00:00Z,1 April 2026
`;
  await importFile(home, file);
  const rows = await everyLead(home);
  const enquired = (name: string) => rows.find((row) => row.name === name)?.enquiredAt?.toISOString();
  expect([enquired("A"), enquired("B"), enquired("C"), enquired("D")]).toEqual([
    "2026-03-04T18:30:00.000Z",
    "2026-03-04T18:30:00.000Z",
    "2026-03-25T03:45:00.000Z",
    "2026-03-05T10:00:00.000Z",
  ]);
  const possession = await Promise.all(
    rows.map(async ({ id, name }) => [
      name,
      (await getLead(home.broker, { leadId: id })).attributes[0]?.value,
    ]),
  );
  expect(Object.fromEntries(possession)).toEqual({
    A: "2026-03-04T18:30:00.000Z",
    B: "2026-03-24T18:30:00.000Z",
    C: "2026-03-24T18:30:00.000Z",
    D: "2026-03-31T18:30:00.000Z",
  });
});

test("columns with nothing in them and five thousand columns do no harm", async () => {
  const names = Array.from({ length: 5_000 }, (_, i) => `c${i}`);
  const rows = ["Asha", "Ravi"].map((name, r) =>
    [name, ...names.map((_, i) => (i % 7 ? `${i + r}` : ""))].join(","),
  );
  const done = await importFile(home, `name,${names.join(",")}\n${rows.join("\n")}\n`);
  expect(done).toMatchObject({ status: "done", rowsCreated: 2 });
  const [lead] = await everyLead(home);
  const { attributes } = await getLead(home.broker, { leadId: lead?.id ?? "" });
  expect(attributes).toHaveLength(names.filter((_, i) => i % 7).length);
});

describe("files that cannot be used", () => {
  test.each([
    ["a header alone", "name,city\n", "The file has a header but no rows."],
    ["one column", "name\nAsha\n", /^Only one column was found/],
    ["a header twice", "Phone,name,Phone\n1,2,3\n", /^Columns 1 and 3 are both called "Phone"/],
    ["nothing but line breaks", "\n\n\n", "The file is empty."],
  ])("%s is refused when it is sent, and nothing is kept", async (_, content, message) => {
    await expect(upload(home.manager, content)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(message),
    });
    expect(await rowsOf(home)).toMatchObject({ blobs: 0, imports: 0 });
  });

  test("an empty file, a workbook and an upload cut off half-way leave nothing behind", async () => {
    await expect(upload(home.manager, "")).rejects.toMatchObject({ message: "The file is empty." });
    await expect(upload(home.manager, "PK\x03\x04")).rejects.toMatchObject({ code: "BAD_INPUT" });
    const bytes = Buffer.alloc(12_300_000, "a,b\n");
    const announced = { filename: "big.csv", contentLength: 40_000_000 };
    await expect(receiveUpload(home.manager, { ...announced, bytes: chunked(bytes) })).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: "The upload stopped at 12 of 40 MB; nothing was kept, so send the file again.",
    });
    async function* broken() {
      yield bytes.subarray(0, 3_000_000);
      throw new Error("socket hang up");
    }
    await expect(receiveUpload(home.manager, { ...announced, bytes: broken() })).rejects.toMatchObject({
      message: "The upload stopped at 3 of 40 MB; nothing was kept, so send the file again.",
    });
    expect(await rowsOf(home)).toMatchObject({ blobs: 0, imports: 0 });
  });

  test("a quote that is never closed ends the import with a sentence, and the rows before it are kept", async () => {
    const file = `name,phone\nAsha,9876543210\nRavi,9812345678\n"Sita,9811122233\nGita,9811122255\n`;
    const done = await importFile(home, file);
    expect(done).toMatchObject({ status: "failed", rowsCreated: 2 });
    expect(done.error).toMatch(/row at line 4 is never closed/);
  });
});

describe("mappings that do not fit are refused", () => {
  test.each<[string, (mapping: Mapping) => void, RegExp]>([
    [
      "a field twice",
      (m) => {
        for (const column of m.columns) column.target = { to: "field", field: "name" };
      },
      /both mapped to name/,
    ],
    ["another file's header", (m) => Object.assign(m.columns[0] ?? {}, { header: "Nom" }), /no column "Nom"/],
    ["nothing at all", (m) => m.columns.splice(0), /Every column is left out/],
    ["a step there is not", (m) => Object.assign(m, { stages: { New: "moon" } }), /no step/],
    [
      "an attribute that hides a field",
      (m) =>
        Object.assign(m.columns[1] ?? {}, {
          target: { to: "attribute", key: "source", label: "x", kind: "text" },
        }),
      /cannot be called source/,
    ],
  ])("%s", async (_, change, message) => {
    const { importId } = await upload(home.manager, "name,city,visits\nAsha,Pune,1\n");
    const { proposal } = await leadPreview(home, importId);
    change(proposal);
    await expect(startImport(home.manager, { importId, mapping: proposal })).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(message),
    });
  });

  test("and an import starts once", async () => {
    const { importId } = await upload(home.manager, "name,city\nAsha,Pune\n");
    const both = await Promise.allSettled([
      startImport(home.manager, { importId }),
      startImport(home.manager, { importId }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const jobs = await platform.db.withOrg(home.org.id, (tx) =>
      tx.outbox.findMany({ where: { orgId: home.org.id, job: "import.run" } }),
    );
    expect(jobs.map(({ payload }) => payload)).toEqual([{ orgId: home.org.id, importId }]);
  });
});

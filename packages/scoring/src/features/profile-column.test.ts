import { describe, expect, it } from "vitest";
import { profileColumn } from "./profile-column.ts";
import type { RawValue } from "./raw-value.ts";

const many = (count: number, make: (i: number) => RawValue): RawValue[] =>
  Array.from({ length: count }, (_, i) => make(i));
const kindOf = (values: RawValue[], name = "column") => profileColumn(name, values).kind;

describe("profileColumn", () => {
  it("calls a numeric column with ten odd strings numeric, and names them", () => {
    const values = many(200, (i) => (i % 20 === 3 ? `call me ${i}` : String(i * 1.5)));
    const profile = profileColumn("income", values);
    expect(profile.kind).toBe("numeric");
    expect(profile.odd.count).toBe(10);
    expect(profile.odd.examples[0]).toEqual({ row: 3, value: "call me 3" });
  });

  it("decides the decimal comma over the whole column", () => {
    expect(
      profileColumn(
        "x",
        many(60, (i) => `1.${100 + i}`),
      ).decimal,
    ).toBe(".");
    expect(
      profileColumn(
        "x",
        many(60, (i) => (i % 2 ? `1.${100 + i}` : `${i},5`)),
      ).decimal,
    ).toBe(",");
  });

  it("decides day before month over the whole column", () => {
    const days = many(28, (i) => `${String(i + 1).padStart(2, "0")}/03/2024`);
    const months = many(28, (i) => `03/${String(i + 1).padStart(2, "0")}/2024`);
    expect(profileColumn("d", days)).toMatchObject({ kind: "date", dateFormats: ["dmy"] });
    expect(profileColumn("d", months)).toMatchObject({ kind: "date", dateFormats: ["mdy"] });
  });

  it("reads dates in three formats in one column", () => {
    const forms = ["2024-03-05", "25/12/2024", "7-Mar-2024"];
    const profile = profileColumn(
      "d",
      many(30, (i) => forms[i % 3]),
    );
    expect(profile).toMatchObject({ kind: "date", odd: { count: 0 } });
    expect(profile.dateFormats).toEqual(["ymd", "d-mon-y", "dmy"]);
  });

  it.each<[string, RawValue[]]>([
    ["boolean", ["Yes", "no", "", "YES"]],
    ["boolean", ["1", "0", "1"]],
    ["boolean", [true, false, null]],
    ["numeric", [1, 2, 3, null]],
    ["numeric", ["₹85 L", "1.2 Cr", "Rs 45,00,000"]],
    ["date", [new Date(0), new Date(1e12)]],
    ["categorical", ["Google", "Facebook", "unknown"]],
    ["empty", ["", null, "NA", "Select", "?", undefined, Number.NaN]],
    ["empty", []],
    ["text", ["x".repeat(1_000_000), "short"]],
    ["text", many(40, (i) => `would like to visit on day ${i} please`)],
    ["id", many(100, (i) => `7927b2df-${i}`)],
    ["id", many(100, (i) => 660_000 + i)],
    ["categorical", many(100, (i) => `city ${i % 40}`)],
  ])("recognises %s", (kind, values) => {
    expect(kindOf(values)).toBe(kind);
  });

  it("takes distinct whole numbers with gaps for an id only when they are named like one", () => {
    const values = many(60, (i) => i * i * 17);
    expect(kindOf(values, "Lead Number")).toBe("id");
    expect(kindOf(values, "balance")).toBe("numeric");
  });

  it("counts what is missing and sees what is constant", () => {
    expect(profileColumn("x", ["No", "No", ""])).toMatchObject({ missing: 1, distinct: 1, constant: false });
    expect(profileColumn("x", ["No", "No"])).toMatchObject({ constant: true });
  });

  it("keeps working with NUL bytes", () => {
    expect(profileColumn("x", ["1\0", "\0" + "2", "3"])).toMatchObject({
      kind: "numeric",
      odd: { count: 0 },
    });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeColumns, encodeRecord } from "./encode-record.ts";
import { featureSchemaSchema, featuresOf } from "./feature-schema.ts";
import { fitFeatures } from "./fit-features.ts";
import { profileColumn } from "./profile-column.ts";
import type { RawValue } from "./raw-value.ts";

function fit(columns: Record<string, RawValue[]>, fitRows?: number[], withAge = false) {
  const rows = Object.values(columns)[0]?.length ?? 0;
  const profiles = Object.entries(columns).map(([name, values]) => profileColumn(name, values));
  return fitFeatures(
    profiles,
    columns,
    Uint32Array.from(fitRows ?? Array.from({ length: rows }, (_, i) => i)),
    withAge,
  );
}
const repeat = (times: number, ...values: RawValue[]): RawValue[] =>
  Array.from({ length: times }, () => values).flat();

describe("fitFeatures", { timeout: 30_000 }, () => {
  it("gives frequent levels codes, rare ones a code together, and unseen ones none", () => {
    const source = [...repeat(6, "Google", "Facebook", "google "), ...["Radio", "Poster", ""]];
    const schema = fit({ source });
    expect(schema.columns[0]).toMatchObject({ levels: ["google", "facebook"], rare: ["poster", "radio"] });
    const codeOf = (value: RawValue) => encodeRecord(schema, { source: value })[0];
    expect([codeOf("GOOGLE"), codeOf("Facebook"), codeOf("radio")]).toEqual([0, 1, 2]);
    expect([codeOf("TikTok"), codeOf(""), codeOf(null)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(featuresOf(schema)).toEqual([{ name: "source", column: 0, kind: "categorical", levels: 3 }]);
  });

  it("looks at no row that is not a fit row", () => {
    const make = (tail: RawValue[]) => ({
      source: [...repeat(10, "a", "b"), ...tail],
      x: [...repeat(10, 1, 2), ...tail.map((_, i) => i)],
    });
    const rows = Array.from({ length: 20 }, (_, i) => i);
    const profiles = Object.entries(make([])).map(([name, values]) => profileColumn(name, values));
    const one = fitFeatures(profiles, make(repeat(20, "c")), Uint32Array.from(rows));
    const other = fitFeatures(profiles, make(repeat(20, "d")), Uint32Array.from(rows));
    expect(one).toEqual(other);
  });

  it("leaves out ids, empty columns and those that do not vary in the fit rows", () => {
    const schema = fit(
      {
        id: Array.from({ length: 40 }, (_, i) => `lead-${i}x`),
        empty: repeat(40, ""),
        constant: repeat(40, "No"),
        later: [...repeat(39, 5), 6],
        kept: repeat(20, 1, 2),
      },
      Array.from({ length: 30 }, (_, i) => i),
    );
    expect(schema.columns.map(({ name }) => name)).toEqual(["kept"]);
  });

  it("keeps a column whose only news is whether it is filled in", () => {
    expect(fit({ a: repeat(10, "Yes", ""), b: repeat(10, 5, null) }).columns).toHaveLength(2);
  });

  it("turns dates into their age, month, weekday and hour", () => {
    const schema = fit({ at: repeat(10, "2024-03-05T10:00:00Z", "2024-04-07T16:30:00Z") }, undefined, true);
    const vector = encodeRecord(schema, { at: "2024-04-07T16:30:00Z" }, new Date("2024-04-09T04:30:00Z"));
    expect(featuresOf(schema).map(({ name }) => name)).toEqual([
      "at · age",
      "at · month",
      "at · weekday",
      "at · hour",
    ]);
    expect([...vector]).toEqual([1.5, 4, 0, 16]);
    expect(encodeRecord(schema, { at: "2024-04-07" })[0]).toBeNaN();
  });

  it("survives JSON, encodes records as it encodes columns, and never fails on any value", () => {
    const schema = fit(
      {
        n: repeat(10, "1,5", "2,25", "3"),
        b: repeat(10, "yes", "no", ""),
        c: repeat(10, "x", "y", "z"),
        d: repeat(10, "01/02/2024", "13/02/2024", "2024-05-06"),
        t: repeat(10, `${"word ".repeat(30)}`, "nothing more", ""),
      },
      undefined,
      true,
    );
    const stored = featureSchemaSchema.parse(JSON.parse(JSON.stringify(schema)));
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.double(),
      fc.boolean(),
      fc.date(),
      fc.constantFrom<RawValue[]>(null, undefined, "1,5", "yes", "x", "13/02/2024"),
    );
    const names = schema.columns.map(({ name }) => name);
    const asOf = new Date("2024-06-01");
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (cells) => {
        const record = Object.fromEntries(names.map((name, i) => [name, cells[i]]));
        const vector = encodeRecord(schema, record, asOf);
        const columns = cells.map((cell) => [cell]);
        expect(encodeRecord(stored, record, asOf)).toEqual(vector);
        expect(encodeColumns(schema, columns, Uint32Array.of(0), () => asOf).map(([x]) => x)).toEqual([
          ...vector,
        ]);
        for (const x of vector) expect(x).not.toBe(Infinity);
      }),
    );
  });

  it("has nothing of an object's prototype among its columns", () => {
    const schema = fit({ constructor: repeat(10, 1, 2), toString: repeat(10, "a", "b") });
    expect(schema.columns).toHaveLength(2);
    expect([...encodeRecord(schema, {})]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("capped columns", () => {
  const capsOf = (cells: RawValue[]) => {
    const profiles = [profileColumn("acts", cells)];
    const rows = Uint32Array.from(cells.keys());
    return fitFeatures(profiles, { acts: cells }, rows, false, (name) => name === "acts");
  };

  it("count an extreme as the edge of the middle 99 %, learnt from the fit rows", () => {
    const schema = capsOf([...Array.from({ length: 999 }, (_, i) => i % 100), 1e9]);
    expect(schema.columns[0]).toMatchObject({ cap: { low: 0, high: 99 } });
    const acts = (value: RawValue) => encodeRecord(schema, { acts: value })[0];
    expect([acts(1e9), acts(-5), acts(40), acts("")]).toEqual([99, 0, 40, Number.NaN]);
  });

  it("go by median and spread where rows are few, and have no cap without a spread", () => {
    expect(capsOf([...repeat(10, 1, 2, 3, 4, 5), 1e9]).columns[0]).toMatchObject({
      cap: { low: -7, high: 13 },
    });
    expect(capsOf([...repeat(40, 0), 7]).columns[0]).not.toHaveProperty("cap");
  });
});

describe("multi-select columns", () => {
  const wishes = repeat(20, "Parking; Lift", "lift;GYM", "Parking; Gym; Lift", "Gym", "");

  it("have a feature for each choice and their number", () => {
    const schema = fit({ wishes });
    expect(schema.columns[0]).toMatchObject({
      kind: "multi",
      separator: ";",
      options: ["gym", "lift", "parking"],
    });
    expect(featuresOf(schema).map(({ name }) => name)).toEqual([
      "wishes · gym",
      "wishes · lift",
      "wishes · parking",
      "wishes · how many",
    ]);
    expect([...encodeRecord(schema, { wishes: " LIFT ; Pool" })]).toEqual([0, 1, 0, 2]);
    expect([...encodeRecord(schema, { wishes: null })]).toEqual(repeat(4, Number.NaN));
  });

  it("are told from names and sentences that hold a comma", () => {
    const comma = fit({ wishes: wishes.map((cell) => String(cell).replaceAll(";", ",")) });
    expect(comma.columns[0]).toMatchObject({ kind: "multi", separator: "," });
    const trade = repeat(20, "Banking, Investment And Insurance", "Travel, Tourism", "Retail", "Media");
    expect(fit({ trade }).columns[0]).toMatchObject({ kind: "categorical" });
    const remark = Array.from(
      { length: 80 },
      (_, i) => `called on day ${i}, wants to think about it, will come back`,
    );
    expect(fit({ remark }).columns[0]).toMatchObject({ kind: "text" });
  });
});

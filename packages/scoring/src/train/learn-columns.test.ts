import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeRecord } from "../features/encode-record.ts";
import { fitFeatures } from "../features/fit-features.ts";
import { profileColumn } from "../features/profile-column.ts";
import type { RawValue } from "../features/raw-value.ts";
import { learnColumns } from "./learn-columns.ts";
import { seededRandom } from "./random.ts";
import { innerFolds } from "./split.ts";
import { encodeTarget } from "./target-encoding.ts";

const random = seededRandom(9);
const rows = 800;
const labels = Uint8Array.from({ length: rows }, () => (random() < 0.3 ? 1 : 0));
const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)];

/** Sentences whose first words hang on the outcome as often as `share` says. */
function remarks(share: number): string[] {
  return Array.from(labels, (y, row) => {
    const eager = (random() < share ? y : random() < 0.3 ? 1 : 0) === 1;
    const start = eager
      ? pick(["loan sanction ho gaya", "kab visit kar sakte hain"])
      : pick(["bas dekh rahe hain", "abhi nahi"]);
    return `${start}, ${pick(["3 BHK", "2 BHK", "villa"])} near ${pick(["Baner", "Wakad", "Kharadi"])} ${row}`;
  });
}

function learnt(columns: Record<string, RawValue[]>, theirs = labels, ordered = false) {
  const train = Uint32Array.from({ length: rows }, (_, i) => i);
  const profiles = Object.entries(columns).map(([name, cells]) => profileColumn(name, cells));
  const schema = fitFeatures(profiles, columns, train);
  return learnColumns(schema, columns, theirs, train, { ordered, seed: 1 });
}

describe("encodeTarget", () => {
  const cells = Array.from({ length: 120 }, () => pick(["99acres", "Referral", "Walk-in", ""]));
  const few = labels.slice(0, 120);
  const flip = (row: number) => few.map((y, i) => (i === row ? 1 - y : y));

  it("gives no row a value that has seen its own label", () => {
    fc.assert(
      fc.property(fc.nat(119), fc.boolean(), (row, ordered) => {
        const before = encodeTarget("rate", "source", cells, few, { ordered, seed: 1 });
        const after = encodeTarget("rate", "source", cells, flip(row), { ordered, seed: 1 });
        expect(after.values[row]).toEqual(before.values[row]);
      }),
    );
  });

  it("gives no row a value that has seen a later label, where there is time", () => {
    fc.assert(
      fc.property(fc.nat(119), (row) => {
        const before = encodeTarget("rate", "source", cells, few, { ordered: true, seed: 1 });
        const after = encodeTarget("rate", "source", cells, flip(row), { ordered: true, seed: 1 });
        expect(after.values.subarray(0, row + 1)).toEqual(before.values.subarray(0, row + 1));
      }),
    );
  });

  it("smooths the rate of few rows towards that of all, and knows nothing of an empty cell", () => {
    const { column, values } = encodeTarget(
      "rate",
      "source",
      [...Array.from({ length: 99 }, () => "common"), "once", ""],
      Uint8Array.from({ length: 101 }, (_, i) => (i >= 99 ? 1 : i % 4 === 0 ? 1 : 0)),
      { ordered: false, seed: 1 },
    );
    expect(column.levels).toEqual(["common", "once"]);
    expect(column.rates[0]).toBeCloseTo(0.253, 2);
    expect(column.rates[1]).toBeLessThan(0.35);
    expect(values[100]).toBeNaN();
  });
});

describe("learnColumns", () => {
  it("learns words that tell successes from failures, and reads them in new texts", () => {
    const { schema, learnt: features } = learnt({ remark: remarks(0.8) });
    expect(features.map(({ name }) => name)).toEqual(["remark · words"]);
    const scoreOf = (remark: string) => encodeRecord(schema, { remark })[1];
    expect(scoreOf("Loan sanction ho gaya")).toBeGreaterThan(scoreOf("abhi nahi, bas dekh rahe hain") + 1);
    expect(scoreOf("")).toBeNaN();
    expect(scoreOf("!!")).toBeDefined();
  });

  it("learns no words where they tell nothing", () => {
    expect(learnt({ remark: remarks(0) }).learnt).toEqual([]);
  });

  it("keeps no word, only hashes", () => {
    const { schema } = learnt({ remark: remarks(0.8) });
    expect(JSON.stringify(schema)).not.toMatch(/loan|sanction|visit|baner/i);
  });

  it("lets no label of a row that is held out touch the fold's values", () => {
    const columns = { remark: remarks(0.8), source: Array.from(labels, () => pick(["99acres", "Referral"])) };
    const [fold] = innerFolds(labels, false, 1);
    const held = new Set(fold.held);
    const other = labels.map((y, row) => (held.has(row) ? 1 - y : y));
    const [one, two] = [learnt(columns), learnt(columns, other)];
    expect(one.learnt.map(({ name }) => name)).toEqual(["remark · words", "source_quality"]);
    expect(two.learnt.map((feature) => feature.inFold(fold))).toEqual(
      one.learnt.map((feature) => feature.inFold(fold)),
    );
  });

  it("adds the history of sources and industries as features, unless the table has them already", () => {
    const source = Array.from(labels, (y) => (random() < 0.2 + 0.5 * y ? "Referral" : "99acres"));
    const industry = Array.from(labels, () => pick(["IT", "Retail"]));
    const { schema } = learnt({ source, industry });
    expect(schema.columns.map(({ name }) => name)).toEqual([
      "source",
      "industry",
      "source_quality",
      "industry_affinity",
    ]);
    const [, , referral] = encodeRecord(schema, { source: "referral" });
    const [, , portal] = encodeRecord(schema, { source: "99acres" });
    expect(referral).toBeGreaterThan(portal + 0.2);
    const own = learnt({ source, source_quality: Array.from(labels, () => pick(["1", "2", "3"])) });
    expect(own.learnt).toEqual([]);
  });
});

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { findLeaks, type LeakFinding } from "@leadlift/scoring/train";
import { repositoryRoot } from "@leadlift/services/environment";
import { describe, expect, it } from "vitest";
import { readLeads } from "../data/leads-file.ts";
import { readTarget } from "../data/target.ts";
import { readTestRows } from "../data/test-rows.ts";
import { type QualityData, qualityData } from "./quality-data.ts";

const folder = resolve(repositoryRoot(import.meta.dirname), "..", "shared", "data");
const present = qualityData.every(({ file }) => existsSync(join(folder, file)));
if (!present) console.info(`The real data are not all in ${folder}: the leak guard is not tried on them.`);

const expected: Record<string, Record<string, LeakFinding["level"]>> = {
  x_education: { Tags: "left out", "Lead Quality": "suspected" },
  bank_full: { duration: "suspected" },
  online_shoppers: { PageValues: "suspected" },
};

interface Question {
  names: string[];
  columns: string[][];
  labels: Uint8Array;
  train: Uint32Array;
}

async function ask(data: QualityData, split: string): Promise<Question> {
  const table = await readLeads(join(folder, data.file));
  const at = table.names.indexOf(data.target);
  const { labels } = readTarget(data.target, table.columns[at] ?? [], data.positive);
  const path = join(folder, "splits", `${data.name}_${split}_test_idx.csv`);
  const test = new Set(await readTestRows(path, labels.length));
  return {
    names: table.names.filter((_, i) => i !== at),
    columns: table.columns.filter((_, i) => i !== at),
    labels,
    train: Uint32Array.from(labels.keys()).filter((row) => !test.has(row)),
  };
}

const levels = (found: LeakFinding[]) =>
  Object.fromEntries(found.map(({ column, level }) => [column, level]));

describe.skipIf(!present)("the leak guard on real data", { timeout: 60_000 }, () => {
  const cases = qualityData.flatMap((data) => data.splits.map((split) => ({ data, split, name: data.name })));

  it.each(cases)("finds the leaks of $name ($split) and no honest column", async ({ data, split }) => {
    const question = await ask(data, split);
    expect(levels(findLeaks(question, question.train))).toEqual(expected[data.name]);
  });

  it.each(cases)("finds none in $name ($split) once what leaks is excluded", async ({ data, split }) => {
    const question = await ask(data, split);
    const kept = question.names.flatMap((name, i) => (data.tiers.B?.includes(name) ? [] : [i]));
    const honest = {
      names: kept.map((i) => question.names[i] ?? ""),
      columns: kept.map((i) => question.columns[i] ?? []),
      labels: question.labels,
    };
    expect(findLeaks(honest, question.train)).toEqual([]);
    console.info(`${data.name} ${split}: 0 false alarms in ${honest.names.length} honest columns.`);
  });
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type TrainingOptions, trainModelInThread } from "@leadlift/scoring/train";
import type { Table } from "@leadlift/services/csv/read-table";
import { readLeads } from "../data/leads-file.ts";
import { readTarget } from "../data/target.ts";
import { readTestRows } from "../data/test-rows.ts";
import { readTimes } from "../data/time-column.ts";
import { type QualityData, qualityData } from "./quality-data.ts";
import type { QualityRow } from "./quality-row.ts";
import { readReference } from "./reference.ts";

export interface QualityResult {
  /** ours and, after each, those of other libraries on the same rows */
  rows: QualityRow[];
  /** of our AUC from the best other's; null when nothing could be compared */
  meanDifference: number | null;
  worstDifference: number | null;
  /** one sentence for everything that was left out */
  skipped: string[];
}

export const ours = "LeadLift";

/** Trains on every data set, tier and split that `folder` holds. */
export async function measureQuality(
  folder: string,
  onStep: (name: string) => void = () => {},
): Promise<QualityResult> {
  const skipped: string[] = [];
  const present = qualityData.filter(({ name, file, splits }) => {
    const missing = [file, ...splits.map((split) => splitFile(name, split))].filter(
      (path) => !existsSync(join(folder, path)),
    );
    if (missing.length > 0)
      skipped.push(`${name} is skipped: ${folder} does not hold ${missing.join(", ")}.`);
    return missing.length === 0;
  });
  const others = existsSync(join(folder, "reference.json")) ? await readReference(folder) : [];
  const rows: QualityRow[] = [];
  const differences: number[] = [];
  for (const data of present) {
    for await (const row of measure(folder, data, onStep)) {
      const peers = others.filter(
        (other) => other.data === row.data && other.tier === row.tier && other.split === row.split,
      );
      rows.push(row, ...peers);
      if (peers.length > 0) differences.push(row.auc - Math.max(...peers.map((peer) => peer.auc)));
    }
  }
  const compared = differences.length > 0;
  return {
    rows,
    meanDifference: compared ? differences.reduce((sum, x) => sum + x, 0) / differences.length : null,
    worstDifference: compared ? Math.min(...differences) : null,
    skipped,
  };
}

async function* measure(
  folder: string,
  data: QualityData,
  onStep: (name: string) => void,
): AsyncGenerator<QualityRow> {
  const table = await readLeads(join(folder, data.file));
  const at = table.names.indexOf(data.target);
  const { labels } = readTarget(data.target, table.columns[at] ?? [], data.positive);
  const features = {
    names: table.names.filter((_, i) => i !== at),
    columns: table.columns.filter((_, i) => i !== at),
    labels,
  };
  for (const [tier, exclude] of Object.entries(data.tiers)) {
    for (const split of data.splits) {
      onStep(`${data.name} ${tier} ${split}`);
      const testRows = await readTestRows(join(folder, splitFile(data.name, split)), labels.length);
      const { report } = await trainModelInThread(features, {
        target: { name: data.target, positive: data.positive },
        exclude: [...exclude],
        testRows,
        ...(split === "chrono" ? { time: timeOf(table, data.order) } : {}),
      });
      const { auc, liftAt20, brier, ece } = report;
      yield { data: data.name, tier, split, model: ours, auc, liftAt20, brier, ece };
    }
  }
}

/** Later rows are told as later, so that the inner folds look ahead as the test does. */
function timeOf(table: Table, order: string): NonNullable<TrainingOptions["time"]> {
  return order === "row" ? "row" : readTimes(order, table.columns[table.names.indexOf(order)] ?? []);
}

function splitFile(name: string, split: string): string {
  return join("splits", `${name}_${split}_test_idx.csv`);
}

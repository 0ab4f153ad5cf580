import type { RawValue } from "@leadlift/scoring/features";
import type { TrainingTable } from "@leadlift/scoring/train";
import type { Context } from "../context.ts";
import { labelledLeads } from "../outcome/labelled-leads.ts";

export interface LabelledTable extends TrainingTable {
  /** the moment that each row was seen as of, ms since 1970 */
  times: Float64Array;
  /** whether the source said of every lead when it enquired */
  dated: boolean;
  positives: number;
}

/** All labelled leads of a target, column by column. Rejects when `signal` is aborted. */
export async function readLabelledTable(
  ctx: Context,
  target: { targetStep: string; horizonDays: number },
  signal: AbortSignal,
): Promise<LabelledTable> {
  const columns = new Map<string, RawValue[]>();
  const labels: number[] = [];
  const times: number[] = [];
  const ids: string[] = [];
  let dated = true;
  const options = { step: target.targetStep, horizonDays: target.horizonDays, asOf: ctx.now(), signal };
  for await (const lead of labelledLeads(ctx, options)) {
    signal.throwIfAborted();
    const row = labels.length;
    for (const [name, value] of Object.entries(lead.record)) {
      const column = columns.get(name) ?? [];
      if (column.length === 0) columns.set(name, column);
      fill(column, row);
      column.push(value);
    }
    labels.push(lead.label);
    times.push(lead.asOf.getTime());
    dated &&= lead.enquiredAt !== null;
    ids.push(lead.leadId);
  }
  // Objects keep no common order of keys; the manifest and the seed need one.
  const names = [...columns.keys()].sort();
  return {
    names,
    columns: names.map((name) => fill(columns.get(name) ?? [], labels.length)),
    labels: Uint8Array.from(labels),
    times: Float64Array.from(times),
    dated,
    ids,
    positives: labels.reduce((sum, label) => sum + label, 0),
  };
}

/** Rows without the attribute are missing values. */
function fill(column: RawValue[], length: number): RawValue[] {
  while (column.length < length) column.push(null);
  return column;
}

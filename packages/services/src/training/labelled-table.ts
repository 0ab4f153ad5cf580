import type { RawValue } from "@leadlift/scoring/features";
import type { TrainingTable } from "@leadlift/scoring/train";
import type { Context } from "../context.ts";
import { labelledLeads } from "../outcome/labelled-leads.ts";

export interface LabelledTable extends TrainingTable {
  /** when each enquiry was made, s since 1970; NaN where the source did not say */
  times: Float64Array;
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
    // Seconds only order the rows. Milliseconds would let dates become ages as of the enquiry, while serving's are of today.
    times.push(lead.enquiredAt ? lead.enquiredAt.getTime() / 1000 : Number.NaN);
    ids.push(lead.leadId);
  }
  // Objects keep no common order of keys; the manifest and the seed need one.
  const names = [...columns.keys()].sort();
  return {
    names,
    columns: names.map((name) => fill(columns.get(name) ?? [], labels.length)),
    labels: Uint8Array.from(labels),
    times: Float64Array.from(times),
    ids,
    positives: labels.reduce((sum, label) => sum + label, 0),
  };
}

/** Rows without the attribute are missing values. */
function fill(column: RawValue[], length: number): RawValue[] {
  while (column.length < length) column.push(null);
  return column;
}

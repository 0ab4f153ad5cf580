import type { RawValue } from "@leadlift/scoring/features";
import type { TrainingTable, WritingOrder } from "@leadlift/scoring/train";
import type { Context } from "../context.ts";
import { chooseLandmarks, labelledLeads } from "../outcome/labelled-leads.ts";
import type { LandmarkRule } from "../outcome/landmark.ts";
import type { LeadWriting, Order } from "./writing-order.ts";

const hourMs = 3_600_000;

export interface LabelledTable extends TrainingTable {
  /** the moment that each row was seen as of, ms since 1970 */
  times: Float64Array;
  /** whether the source said of every lead when it enquired */
  dated: boolean;
  landmarks: { rule: LandmarkRule; rows: { hours: number; rows: number }[] };
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
  const ages = new Map<number, number>();
  const written = { shown: new OrderColumns(), standing: new OrderColumns() };
  const settled = { step: target.targetStep, horizonDays: target.horizonDays, asOf: ctx.now(), signal };
  const rule = await chooseLandmarks(ctx, settled);
  for await (const lead of labelledLeads(ctx, { ...settled, rule })) {
    signal.throwIfAborted();
    const row = labels.length;
    for (const [name, value] of Object.entries(lead.record)) {
      const column = columns.get(name) ?? [];
      if (column.length === 0) columns.set(name, column);
      fill(column, row);
      column.push(value);
    }
    written.shown.add(row, lead.writing.shown);
    written.standing.add(row, lead.writing.standing);
    const hours = Math.round((lead.asOf.getTime() - (lead.enquiredAt ?? lead.createdAt).getTime()) / hourMs);
    ages.set(hours, (ages.get(hours) ?? 0) + 1);
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
    landmarks: {
      rule,
      rows: [...ages].sort(([a], [b]) => a - b).map(([hours, rows]) => ({ hours, rows })),
    },
    written: { shown: written.shown.all(labels.length), standing: written.standing.all(labels.length) },
    ids,
    positives: labels.reduce((sum, label) => sum + label, 0),
  };
}

/** One number a row and column, most of them 0. */
class OrderColumns {
  readonly #columns = new Map<string, Order[]>();

  add(row: number, orders: LeadWriting["shown"]): void {
    for (const [name, order] of Object.entries(orders)) {
      const column = this.#columns.get(name) ?? [];
      if (column.length === 0) this.#columns.set(name, column);
      while (column.length < row) column.push(0);
      column.push(order);
    }
  }

  all(rows: number): WritingOrder["shown"] {
    return Object.fromEntries(
      [...this.#columns].map(([name, orders]) => {
        const column = new Uint8Array(rows);
        column.set(orders);
        return [name, column];
      }),
    );
  }
}

/** Rows without the attribute are missing values. */
function fill(column: RawValue[], length: number): RawValue[] {
  while (column.length < length) column.push(null);
  return column;
}

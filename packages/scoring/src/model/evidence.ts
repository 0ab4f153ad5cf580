import { z } from "zod";
import type { FeatureColumn } from "../features/feature-schema.ts";

/** Of so many training rows alike in one column, how many reached the target. */
export interface Evidence {
  leads: number;
  reached: number;
}

const counts = z.tuple([z.int().min(0), z.int().min(0)]);

/** What training rows came to, by what a column said of them. */
export const columnEvidenceSchema = z.strictObject({
  /** upper edges of ranges of a number, ascending, the last open; null: each category has a place */
  edges: z.array(z.number()).nullable(),
  /** [rows, reached] by range or category */
  counts: z.array(counts),
  missing: counts,
});

export type ColumnEvidence = z.infer<typeof columnEvidenceSchema>;

/** Fewer rows prove nothing, and may be one person's. */
const leastRows = 20;
const ranges = 10;

/** Counts of a column's rows by its own feature; null for columns whose value is not one number or category. */
export function countEvidence(
  { kind }: Pick<FeatureColumn, "kind">,
  values: Float32Array,
  labels: Uint8Array,
): ColumnEvidence | null {
  if (kind === "multi" || kind === "date" || kind === "text") return null;
  const edges = kind === "categorical" ? null : edgesOf(values);
  const counted: [number, number][] = [];
  const missing: [number, number] = [0, 0];
  values.forEach((value, row) => {
    const place = placeOf(edges, value);
    if (place !== null) {
      while (counted.length <= place) counted.push([0, 0]);
    }
    const cell = (place === null ? missing : counted[place]) ?? missing;
    cell[0]++;
    cell[1] += labels[row] ?? 0;
  });
  return { edges, counts: counted, missing };
}

/** What is known of rows like this one; null where there are too few. */
export function evidenceOf({ edges, counts, missing }: ColumnEvidence, value: number): Evidence | null {
  const place = placeOf(edges, value);
  const [leads, reached] = (place === null ? missing : counts[place]) ?? [0, 0];
  return leads < leastRows ? null : { leads, reached };
}

function placeOf(edges: readonly number[] | null, value: number): number | null {
  if (Number.isNaN(value)) return null;
  if (!edges) return value;
  const place = edges.findIndex((edge) => value <= edge);
  return place === -1 ? edges.length : place;
}

/** Between tenths of the rows; fewer where many rows have the same number. */
function edgesOf(values: Float32Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const edges: number[] = [];
  for (let nth = 1; nth < ranges; nth++) {
    const edge = sorted[Math.floor((nth * sorted.length) / ranges)];
    const last = edges.at(-1);
    if (edge !== undefined && (last === undefined || edge > last)) edges.push(edge);
  }
  // What would be above the last edge is nobody.
  if (edges.at(-1) === sorted.at(-1)) edges.pop();
  return edges;
}

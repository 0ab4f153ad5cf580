import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { QualityRow } from "./quality-row.ts";

const referenceSchema = z.array(
  z.object({
    dataset: z.string(),
    tier: z.string(),
    split: z.string(),
    model: z.string(),
    auc: z.number(),
    lift20: z.number(),
    brier: z.number(),
    ece10: z.number(),
  }),
);

/** Figures that other libraries reached on the same rows; the tier is the first word of the file's description. */
export async function readReference(folder: string): Promise<QualityRow[]> {
  const text = await readFile(join(folder, "reference.json"), "utf8");
  return referenceSchema.parse(JSON.parse(text)).map((row) => ({
    data: row.dataset,
    tier: row.tier.split(" ")[0] ?? row.tier,
    split: row.split,
    model: row.model,
    auc: row.auc,
    liftAt20: row.lift20,
    brier: row.brier,
    ece: row.ece10,
  }));
}

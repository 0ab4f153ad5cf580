import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** What a training says of its model. All figures are of the test rows, which nothing was fitted on. */
export const reportSchema = z.object({
  rows: count,
  trainRows: count,
  testRows: count,
  /** Of all rows. */
  positives: count,
  /** Encoded features the model was given. */
  features: count,
  auc: share,
  /** 95 % interval of the AUC (DeLong, DeLong & Clarke-Pearson 1988). */
  aucInterval: z.object({ low: z.number(), high: z.number() }),
  /** Average precision. */
  prAuc: share,
  brier: share,
  logLoss: z.number().min(0),
  /** Expected calibration error over ten bins of equal size. */
  ece: share,
  /** Share of positives among the best-ranked 20 %. */
  precisionAt20: share,
  /** Precision among the best-ranked 10 % or 20 % ÷ share of positives. */
  liftAt10: z.number().min(0),
  liftAt20: z.number().min(0),
  calibration: z.object({
    /** By ascending prediction; low and high are the 95 % Wilson interval of observed. */
    bins: z.array(z.object({ predicted: share, observed: share, n: count, low: share, high: share })),
  }),
  /** Share of the positives found in the best-ranked share of the leads. */
  gains: z.array(z.object({ share, captured: share })),
  /** By descending weight: mean absolute contribution to the margin over training rows. */
  topFeatures: z.array(z.object({ feature: z.string(), label: z.string(), weight: z.number(), share })),
  columns: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["numeric", "categorical", "boolean", "date", "text", "id", "empty"]),
      missing: count,
      distinct: count,
      used: z.boolean(),
      /** Why it is not used, or what was odd; null when all is well. */
      note: z.string().nullable(),
    }),
  ),
  /** Columns that seem to have been filled in after the outcome; older reports say nothing of it. */
  leaks: z
    .array(
      z.object({
        column: z.string(),
        level: z.enum(["left out", "suspected"]),
        rule: z.enum([
          "only after the outcome",
          "separates alone",
          "missing is the outcome",
          "written after",
        ]),
        /** A clause with its numbers. */
        evidence: z.string(),
        /** Whether the model learns from it all the same. */
        kept: z.boolean(),
      }),
    )
    .default([]),
  split: z.object({ kind: z.enum(["given", "time", "random"]), testShare: share }),
  trainSeconds: z.number().min(0),
});

export type Report = z.infer<typeof reportSchema>;

import { z } from "zod";

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const interval = z.object({ low: z.number(), high: z.number() });
const moment = z.iso.datetime();

/** What models learn that are given less: the same settings, training rows and test rows for all of them. */
const lift = z.object({
  /** Each has all that the one before it has; the last is the model itself. */
  sets: z
    .array(
      z.object({
        of: z.enum(["profile", "canonical", "all"]),
        columns: count,
        auc: share,
        aucInterval: interval,
        /** AUC above the first set's with its 95 % interval, both on the same rows; null for the first. */
        gain: interval.extend({ auc: z.number() }).nullable(),
      }),
    )
    .min(2),
  /** How well something ranks that knows more than any model can; invented data only. */
  reference: z.object({ name: z.string(), rows: count, auc: share, aucInterval: interval }).nullable(),
  testRows: count,
  /** Of the test rows. */
  positives: count,
});

/** Each row is a lead as it was at one age of its enquiry. */
const landmarks = z.object({
  /** Different ages, or all an hour old because nobody knows when many were decided, or too few would be left. */
  rule: z.enum(["ages", "hour: untimed", "hour: few"]),
  rows: z.array(z.object({ hours: z.number().min(0), rows: count })),
});

/** From when to when rows are seen as of, from when on they test, and how long after the enquiry an outcome counts. */
const window = z.object({
  from: moment,
  to: moment,
  testFrom: moment.nullable(),
  horizonDays: z.number().nullable(),
});

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
  aucInterval: interval,
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
  /** Null where no column is computed from events; older reports do not say, as of the next two. */
  lift: lift.nullable().default(null),
  /** Null for tables whose rows are what they are. */
  landmarks: landmarks.nullable().default(null),
  /** Null where rows have no date. */
  window: window.nullable().default(null),
  split: z.object({ kind: z.enum(["given", "time", "random"]), testShare: share }),
  trainSeconds: z.number().min(0),
});

export type Report = z.infer<typeof reportSchema>;

import { z } from "zod";
import { calibrationSchema } from "../calibration.ts";
import { featureSchemaSchema } from "../features/feature-schema.ts";
import { columnEvidenceSchema } from "./evidence.ts";

/** Rises when a reader of today could misread what is written. */
export const manifestFormat = 1;

const probability = z.number().gt(0).lt(1);

/** A made-up record with what the model must make of it. */
const goldenCase = z.strictObject({
  record: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** The encoded record; null is missing. */
  vector: z.array(z.number().nullable()),
  margin: z.number(),
  probability: z.number().min(0).max(1),
});

/** Everything about a model but its ONNX graph. Plain JSON. */
export const manifestSchema = z.strictObject({
  format: z.literal(manifestFormat),
  /** Of the ONNX file, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  target: z.strictObject({
    name: z.string(),
    positive: z.string().nullable(),
    horizonDays: z.number().nullable(),
  }),
  schema: featureSchemaSchema,
  /** Whose definitions the columns follow that are computed from events; not there when none is. */
  features: z.strictObject({ setVersion: z.int() }).optional(),
  /** Share of positives in the training rows: the base where no other is given. */
  base: probability,
  calibration: calibrationSchema,
  /** m₀: the mean margin, from which contributions count. */
  expectedMargin: z.number(),
  known: z.strictObject({
    /** Least known share of the weight for a score to be given. */
    floor: z.number().min(0).max(1),
    /** Per column of the schema: its share of the mean absolute contribution over training rows; 0 if known of any lead. */
    weights: z.array(z.number().min(0)),
  }),
  /** What training rows answered, by column, for choosing what to ask; older models do not say. */
  answers: z
    .record(
      z.string(),
      z.array(z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]), share: probability })),
    )
    .optional(),
  /** What training rows came to, by column, for the evidence of reasons; older models do not say. */
  evidence: z.record(z.string(), columnEvidenceSchema).optional(),
  golden: z.strictObject({ asOf: z.iso.datetime(), cases: z.array(goldenCase).min(16) }),
  metrics: z.record(z.string(), z.number()),
  /** The ensemble as `forestToJson` writes it, for reasons. */
  explainer: z.unknown(),
  training: z.strictObject({
    rows: z.int(),
    trainRows: z.int(),
    /** SHA-256 of the encoded training rows and their labels, hexadecimal. */
    digest: z.string(),
    seed: z.int(),
    parameters: z.record(z.string(), z.number()),
  }),
  versions: z.record(z.string(), z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type GoldenCase = z.infer<typeof goldenCase>;

import { z } from "zod";

/** Rises when a reader of today could misread what is written. */
export const receiptFormat = 1;

/**
 * The part of a receipt that is signed and can be shown to anyone: who answered what by which model, and the digest of
 * what is sealed. It holds no personal data, so it outlives the person's key.
 */
export const receiptHead = z.object({
  format: z.literal(receiptFormat),
  id: z.uuid(),
  organisation: z.uuid(),
  /** null: a lead that is not kept */
  lead: z.uuid().nullable(),
  at: z.iso.datetime(),
  /** what gave the score: a model file, or a version of the rules */
  model: z.object({ id: z.uuid(), version: z.int(), sha256: z.string() }).nullable(),
  rules: z.int().nullable(),
  policy: z.object({
    target: z.object({ step: z.string(), horizonDays: z.int() }).nullable(),
    /** the frozen probability that stands at 50; null where rules score */
    base: z.number().nullable(),
    cutoffs: z.object({ A: z.number(), B: z.number(), C: z.number() }),
    features: z.int(),
  }),
  /** SHA-256 of the sealed content, hexadecimal; a salt in it keeps it from being guessed */
  content: z.string(),
});

export type ReceiptHead = z.infer<typeof receiptHead>;

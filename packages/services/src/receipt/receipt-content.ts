import { hash, randomUUID } from "node:crypto";
import type { RawRecord } from "@leadlift/scoring/features";
import { z } from "zod";
import { packVector } from "./pack-vector.ts";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const reason = z.object({
  feature: z.string(),
  code: z.string(),
  params: z.record(z.string(), cell),
  points: z.number(),
});

/** What is sealed of a receipt: what the answer was made from, and the answer. */
export const receiptContent = z.object({
  salt: z.string(),
  /** the features as the graph saw them, packed and in base64; null where rules scored */
  vector: z.string().nullable(),
  /** what the rules were asked about; null where a model scored */
  record: z.record(z.string(), cell).nullable(),
  answer: z.object({
    state: z.enum(["scored", "unknown"]),
    margin: z.number().nullable(),
    probability: z.number().nullable(),
    score: z.number().nullable(),
    grade: z.string().nullable(),
    reasons: z.array(reason),
  }),
  /** purposes that the person's consents were in force for */
  consents: z.array(z.string()),
});

export type ReceiptContent = z.infer<typeof receiptContent>;
export type ReceiptAnswer = ReceiptContent["answer"];

/** The text that is sealed, and its digest. */
export function writeContent(
  made: { vector: Float32Array } | { record: RawRecord },
  answer: ReceiptAnswer,
  consents: string[],
): { text: string; digest: string } {
  const text = JSON.stringify({
    salt: randomUUID(),
    vector: "vector" in made ? packVector(made.vector).toString("base64") : null,
    record: "record" in made ? made.record : null,
    answer,
    consents,
  } satisfies Omit<ReceiptContent, "record"> & { record: RawRecord | null });
  return { text, digest: digestOf(text) };
}

export function digestOf(text: string): string {
  return hash("sha256", text, "hex");
}

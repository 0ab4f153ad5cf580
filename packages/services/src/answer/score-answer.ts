import type { Reason } from "@leadlift/scoring/grade";
import { wordReason } from "@leadlift/scoring/words";
import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const reasonAnswer = z.object({
  feature: z
    .string()
    .meta({ description: "average and others are rows of their own, so that the points add up" }),
  code: z.string(),
  params: z.record(z.string(), scalar),
  label: z.string().meta({ description: "what the reason is about" }),
  text: z.string().meta({ description: "the reason as a sentence" }),
  direction: z.enum(["up", "down", "flat"]),
  points: z
    .number()
    .meta({ description: "50 and all rows' points are the score before rounding and limits" }),
  evidence: z
    .object({ leads: z.int(), reached: z.int() })
    .nullable()
    .meta({ description: "of how many leads like this in training so many reached the target" }),
});

export const scoreAnswer = z
  .object({
    leadId: z.uuid().nullable(),
    state: z.enum(["scored", "unknown"]),
    score: z.int().min(1).max(99).nullable(),
    grade: z.enum(["A", "B", "C", "D"]).nullable(),
    probability: z.number().min(0).max(1).nullable(),
    target: z.object({ step: z.string(), horizonDays: z.int() }).nullable(),
    base: z.literal(50),
    reasons: z.array(reasonAnswer),
    model: z.object({
      id: z.uuid().nullable(),
      version: z.int(),
      role: z.enum(["champion", "retired", "rules"]),
    }),
    text: z.object({ status: z.enum(["not_read"]) }),
    asOf: z.iso.datetime(),
    source: z.enum(["model", "cache"]),
    receiptId: z.uuid(),
    latencyMs: z.number(),
  })
  .meta({ id: "Score" });

export type ScoreAnswer = z.infer<typeof scoreAnswer>;
export type ReasonAnswer = z.infer<typeof reasonAnswer>;

/** An answer before it is known who asked when. */
export const keptAnswer = scoreAnswer.omit({ source: true, latencyMs: true });
export type KeptAnswer = z.infer<typeof keptAnswer>;

export function reasonAnswerOf(reason: Reason, language: "en" | "hi"): ReasonAnswer {
  const { text, label, direction } = wordReason(reason, language);
  const { feature, code, params, points, evidence = null } = reason;
  return { feature, code, params, label, text, direction, points: hundredths(points), evidence };
}

/** Points as they are told: the rest of a sum of eleven of them stays below a ten-thousandth. */
function hundredths(points: number): number {
  return Math.round(points * 1e5) / 1e5;
}

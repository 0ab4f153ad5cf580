import { type Language, wordReason } from "@leadlift/scoring/words";
import { z } from "zod";
import type { LeadReason, WordedReason } from "./lead-row.ts";

const reasonSchema = z.object({
  feature: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  points: z.number(),
  evidence: z.object({ leads: z.int(), reached: z.int() }).nullish(),
});

/** A stored reason in words; null where there is none. */
export function wordTopReason(stored: unknown, language: Language): WordedReason | null {
  const parsed = reasonSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { text, direction } = wordReason(parsed.data, language);
  return { text, direction };
}

export function wordReasons(stored: unknown, language: Language): LeadReason[] | null {
  const parsed = z.array(reasonSchema).safeParse(stored);
  if (!parsed.success) return null;
  return parsed.data.map((reason) => ({
    ...wordReason(reason, language),
    feature: reason.feature,
    points: reason.points,
    evidence: reason.evidence ?? null,
  }));
}

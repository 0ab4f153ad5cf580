import type { Ladder } from "../context.ts";
import type { LeadStatus } from "../lead/lead-row.ts";

/** Steps that no ladder has: the enquiry ended without success, and it was taken up again. */
export const lostStep = "lost";
export const reopenedStep = "reopened";

export interface OutcomeFact {
  step: string;
  reached: boolean;
  reason: string | null;
}

export interface OutcomeState {
  status: LeadStatus;
  /** furthest step reached */
  step: string | null;
  lostReason: string | null;
}

/**
 * Where a lead stands after its outcomes, oldest first, without those undone. Reaching a step opens a lost lead
 * again; the last step wins it; steps that the ladder no longer has count for nothing.
 */
export function foldOutcomes(ladder: Ladder, outcomes: readonly OutcomeFact[]): OutcomeState {
  let furthest = -1;
  let lost: { reason: string | null } | null = null;
  for (const { step, reached, reason } of outcomes) {
    if (!reached) continue;
    if (step === lostStep) lost = { reason };
    else if (step === reopenedStep) lost = null;
    else {
      const at = ladder.findIndex((rung) => rung.key === step);
      if (at < 0) continue;
      furthest = Math.max(furthest, at);
      lost = null;
    }
  }
  const step = ladder[furthest]?.key ?? null;
  if (lost) return { status: "lost", step, lostReason: lost.reason };
  return { status: furthest === ladder.length - 1 ? "won" : "open", step, lostReason: null };
}

import type { Ladder } from "../context.ts";
import { lostStep, type OutcomeState, reopenedStep } from "../outcome/fold.ts";
import type { CallOutcome } from "./act-input.ts";

const steps: Partial<Record<CallOutcome, string>> = { talked: "contacted", visit_booked: "visit_booked" };
/** Worded as the reasons to tap are, so that they are counted together. */
const endings: Partial<Record<CallOutcome, string>> = {
  wrong_number: "Wrong number",
  junk: "Junk or duplicate",
  not_interested: "Not interested any more",
};

/** What a call says of the lead, as an outcome; null: nothing that is not known already. */
export function outcomeOfCall(
  ladder: Ladder,
  state: OutcomeState,
  { outcome, reason }: { outcome: CallOutcome; reason?: string | undefined },
): { action: string; step: string; reason: string | null } | null {
  const ending = endings[outcome];
  if (ending !== undefined) {
    if (state.status === "lost") return null;
    return { action: "lead.lose", step: lostStep, reason: reason ?? ending };
  }
  const place = ladder.findIndex(({ key }) => key === steps[outcome]);
  const rung = ladder[place];
  if (!rung) return null;
  if (place > ladder.findIndex(({ key }) => key === state.step)) {
    return { action: "lead.move", step: rung.key, reason: null };
  }
  // Who books a visit again is not lost any more.
  if (outcome === "visit_booked" && state.status === "lost") {
    return { action: "lead.reopen", step: reopenedStep, reason: null };
  }
  return null;
}

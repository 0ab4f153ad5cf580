import type { Ladder } from "../context.ts";
import { foldOutcomes, lostStep, type OutcomeFact } from "../outcome/fold.ts";

/** Which outcomes of a row that came again are news for a lead with these outcomes, oldest first. */
export function addedOutcomes(
  ladder: Ladder,
  earlier: readonly OutcomeFact[],
  said: readonly OutcomeFact[],
): OutcomeFact[] {
  const place = (step: string | null) => ladder.findIndex(({ key }) => key === step);
  const added: OutcomeFact[] = [];
  for (const fact of said) {
    const before = [...earlier, ...added];
    const state = foldOutcomes(ladder, before);
    const reachedAlready = place(fact.step) <= place(state.step);
    if (fact.step === lostStep) {
      if (state.status !== "lost") added.push(fact);
    } else if (fact.reached) {
      if (!reachedAlready) added.push(fact);
    } else if (!reachedAlready && !before.some(({ step, reached }) => !reached && step === fact.step)) {
      added.push(fact);
    }
  }
  return added;
}

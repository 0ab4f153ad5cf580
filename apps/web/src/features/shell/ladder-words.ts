import { defaultLadder } from "@leadlift/services/organisation/default-ladder";

const started = ["contacted", "qualified", "visit_booked", "visit_done", "token_paid", "won"] as const;

interface Step {
  key: string;
  label: string;
}

/** The ladder in the reader's language, as far as its steps bear the names that every organisation starts with. */
export function ladderWords(
  ladder: readonly Step[],
  words: (key: `steps.${(typeof started)[number]}`) => string,
): Step[] {
  return ladder.map((step) => {
    const key = started.find((each) => each === step.key);
    const first = defaultLadder.find((each) => each.key === step.key);
    return key && first?.label === step.label ? { ...step, label: words(`steps.${key}`) } : step;
  });
}

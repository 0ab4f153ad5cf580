import { grades } from "@leadlift/services/lead/lead-row";
import type { Choice } from "../../components/Choices.tsx";
import type { LeadTranslator } from "./lead-words.ts";
import type { View } from "./view.ts";

/** The grades and the two states without one. */
export function gradeOptions(words: LeadTranslator, counts?: Readonly<Record<string, number>>): Choice[] {
  return [...grades, "unknown", "none"].map((value) => ({
    value,
    label: words("filter.gradeChoice", { grade: value }),
    count: counts?.[value],
  }));
}

/** Grades are chosen together; the two states without a grade each stand alone. */
export function gradeChoice(chosen: readonly string[]): Pick<View, "grade" | "state"> {
  const last = chosen.at(-1);
  if (last === "unknown" || last === "none") return { grade: [], state: last };
  return { grade: grades.filter((grade) => chosen.includes(grade)), state: null };
}

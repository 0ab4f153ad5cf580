import { grades } from "@leadlift/services/lead/lead-row";
import type { Choice } from "../../components/Choices.tsx";
import { gradeWord } from "../score/score-words.ts";
import type { View } from "./view.ts";

/** The grades and the two states without one. */
export function gradeOptions(counts?: Readonly<Record<string, number>>): Choice[] {
  return [
    ...grades.map((grade) => ({
      value: grade,
      label: `${grade} · ${gradeWord(grade)}`,
      count: counts?.[grade],
    })),
    { value: "unknown", label: "Not enough known", count: counts?.unknown },
    { value: "none", label: "Not scored yet", count: counts?.none },
  ];
}

/** Grades are chosen together; the two states without a grade each stand alone. */
export function gradeChoice(chosen: readonly string[]): Pick<View, "grade" | "state"> {
  const last = chosen.at(-1);
  if (last === "unknown" || last === "none") return { grade: [], state: last };
  return { grade: grades.filter((grade) => chosen.includes(grade)), state: null };
}

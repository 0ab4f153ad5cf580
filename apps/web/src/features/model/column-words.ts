import type { DoubtedColumn } from "@leadlift/services/model/doubted-columns";

/** What the leak guard did about it in the model in use. */
export function standingText({ level, used, choice, evidence }: DoubtedColumn): string {
  if (level === "left out") {
    return used
      ? "Almost certainly filled in after the outcome, and used as chosen."
      : "Almost certainly filled in after the outcome, so left out.";
  }
  if (level === "suspected") return "May be filled in after the outcome; used all the same.";
  if (choice === "leave" && used === false) {
    return evidence ? "Left out as chosen. What was found before:" : "Left out as chosen.";
  }
  return evidence ? "What was found before:" : "Nothing speaks against it.";
}

/** What will be otherwise after the next training; null when nothing will. */
export function changeText({ choice, used, level }: DoubtedColumn): string | null {
  if (choice === "use" && used !== true) return "The next training uses it.";
  if (choice === "leave" && used !== false) return "The next training leaves it out.";
  if (choice === null && level === "left out" && used === true) return "The next training leaves it out.";
  return null;
}

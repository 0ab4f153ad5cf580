import { type Grade, grades } from "@leadlift/services/lead/lead-row";

/** In place of a person: leads that nobody owns. */
export const nobody = "none";

/** The question for a move; null while somebody is still to be chosen. */
export function moveInput(from: string, chosenGrades: readonly string[], toUserIds: string[]) {
  if (from === "" || toUserIds.length === 0) return null;
  const grade = grades.filter((each): each is Grade => chosenGrades.includes(each));
  return from === nobody
    ? { view: { grade, ownerId: nobody }, toUserIds }
    : { fromUserId: from, view: { grade }, toUserIds };
}

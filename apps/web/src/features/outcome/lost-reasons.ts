/** Reasons to tap. What is kept is the text, the same in every language, so that they can be counted together. */
export const lostReasons = [
  { key: "noAnswer", text: "No answer after several tries" },
  { key: "notInterested", text: "Not interested any more" },
  { key: "budget", text: "Budget too low" },
  { key: "elsewhere", text: "Bought elsewhere" },
  { key: "wrongNumber", text: "Wrong number" },
  { key: "junk", text: "Junk or duplicate" },
] as const;

/** The key of a reason's words; null for somebody's own. */
export function lostReasonKey(text: string) {
  return lostReasons.find((reason) => reason.text === text)?.key ?? null;
}

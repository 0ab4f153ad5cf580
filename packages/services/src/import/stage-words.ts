import type { Ladder } from "../context.ts";

/** What a stage of a file can mean besides a step of the ladder. */
export const stageMeanings = ["open", "won", "lost"] as const;

const lost =
  /\b(lost|dead|junk|dropped?|disqualified|unqualified|invalid|duplicate|rejected|cancell?ed|spam|wrong number|not interested|no requirement|not eligible|low budget|closed lost|do not (call|contact))\b/;
const won =
  /\b(won|converted|customer|sold|booking done|booked|agreement|registered|deal (closed|done)|purchased)\b/;
const open =
  /\b(new|open|fresh|raw|untouched|un ?contacted|not (yet )?(contacted|called|attempted|started)|unassigned|assigned)\b/;

/** The default ladder's steps as others call them, furthest first. */
const steps: readonly (readonly [string, RegExp])[] = [
  ["token_paid", /\b(token|eoi|advance|booking amount|negotiation|blocked)\b/],
  ["visit_done", /\b(visited|(visit|sv|meeting|tour|viewing)s? (done|completed?|conducted|happened|over))\b/],
  ["visit_booked", /\b(visit|sv|site visit|meeting|tour|viewing|appointment)\b/],
  ["qualified", /\b(qualified|hot|warm|interested|sql|mql|opportunity|prospect|shortlisted)\b/],
  [
    "contacted",
    /\b(contacted|connected|attempted|called|follow ?ups?|call ?back|working|in progress|nurtur\w*|details shared|engaged|ringing|rnr)\b/,
  ],
];

/** Proposes a step's key, "won" (the last step), "lost" or "open" for a value of a stage column. */
export function proposeStage(value: string, ladder: Ladder): string {
  const text = value
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  const same = ladder.find(
    ({ key, label }) => text === key.replaceAll("_", " ") || text === label.toLowerCase(),
  );
  if (same) return same.key;
  if (lost.test(text)) return "lost";
  if (open.test(text)) return "open";
  if (won.test(text)) return "won";
  for (const [key, words] of steps) {
    if (words.test(text) && ladder.some((rung) => rung.key === key)) return key;
  }
  return "open";
}

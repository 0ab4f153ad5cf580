export const leadStatuses = ["open", "won", "lost"] as const;
export type LeadStatus = (typeof leadStatuses)[number];

export const grades = ["A", "B", "C", "D"] as const;
export type Grade = (typeof grades)[number];

/** none: not looked at yet; unknown: not enough known about the lead to score it. */
export const scoreStates = ["none", "unknown", "scored"] as const;
export type ScoreState = (typeof scoreStates)[number];

/** Integer paise in the organisation's currency. */
export interface Budget {
  minPaise: number | null;
  maxPaise: number | null;
}

export interface WordedReason {
  text: string;
  direction: "up" | "down" | "flat";
}

/** A row of the score's explanation. 50 and all points are the score before rounding and limits. */
export interface LeadReason {
  feature: string;
  text: string;
  label: string;
  value: string | null;
  direction: "up" | "down" | "flat";
  points: number;
  /** of so many leads like this in training so many reached the target; null: nobody counted */
  evidence: { leads: number; reached: number } | null;
}

/** A lead as a line of the list. */
export interface LeadRow {
  id: string;
  name: string | null;
  /** masked: +91 ••••• ••210 */
  phone: string | null;
  /** masked: r•••@example.in */
  email: string | null;
  kind: string;
  source: string | null;
  city: string | null;
  locality: string | null;
  budget: Budget | null;
  status: LeadStatus;
  /** key of the furthest step reached */
  step: string | null;
  owner: { id: string; name: string } | null;
  score: number | null;
  grade: Grade | null;
  state: ScoreState;
  probability: number | null;
  topReason: WordedReason | null;
  scoredAt: Date | null;
  enquiredAt: Date | null;
  createdAt: Date;
  /** grows with every change; hand it back to a verb that changes the lead */
  version: number;
  /** the last scores, oldest first, eight at most */
  trend: number[];
}

import type { Budget, Grade, ScoreState } from "../lead/lead-row.ts";
import type { NextStepView } from "../next-step/step-input.ts";

/** In the order in which a day is worked. */
export const listSections = ["new", "next", "promised", "visits"] as const;
export type ListSection = (typeof listSections)[number];
export type TodaySection = ListSection | "done" | "waiting" | "snoozed";

/** A reason as it is kept, with its words in English. */
export interface ItemReason {
  code: string;
  params: Record<string, string | number | boolean | null>;
  text: string;
  direction: "up" | "down" | "flat";
}

/** Somebody on leave, for whom the reader does what falls due. */
export interface Away {
  userId: string;
  name: string;
  /** of the leave: "2026-11-27" */
  lastDay: string;
}

/** A lead on somebody's day. */
export interface TodayItem {
  leadId: string;
  section: TodaySection;
  name: string | null;
  kind: string;
  source: string | null;
  city: string | null;
  locality: string | null;
  /** project, or else the type, of what the enquiry is about */
  listing: string | null;
  budget: Budget | null;
  score: number | null;
  grade: Grade | null;
  state: ScoreState;
  /** points since seven days ago; null where there was no score then */
  change7: number | null;
  /** the last score of each day that had one, oldest first, 14 days at most */
  spark: number[];
  reason: ItemReason | null;
  enquiredAt: Date;
  /** since when the person waits for our word; null: the last word was ours */
  awaitingSince: Date | null;
  /** of a new enquiry: until when the first reply is promised */
  replyDueAt: Date | null;
  /** the promise to reply, or what was promised for a time, is past due */
  overdue: boolean;
  lastOutAt: Date | null;
  nextStep: NextStepView | null;
  snooze: { until: Date; reason: string } | null;
  /** its owner, where the reader covers for them */
  away: Away | null;
  /** key of the furthest step reached */
  step: string | null;
  status: "open" | "won" | "lost";
  version: number;
}

/** Why there is nothing to do. */
export type WhyEmpty =
  | { code: "no_leads" }
  | { code: "all_done"; done: number }
  | { code: "capacity_reached"; capacity: number; left: number }
  | { code: "all_waiting"; waiting: number; snoozed: number };

export interface Today {
  userId: string;
  /** of the organisation's calendar: "2026-11-23" */
  day: string;
  /** leads that the person can work on a day */
  capacity: number;
  /** leads done and left */
  planned: number;
  /** leads done */
  done: number;
  new: TodayItem[];
  next: TodayItem[];
  promised: TodayItem[];
  visits: TodayItem[];
  waiting: TodayItem[];
  snoozed: TodayItem[];
  finished: TodayItem[];
  /** enquiries that are nobody's yet, offered to everybody: the first ten, in their order */
  unclaimed: TodayItem[];
  /** of these all there are, up to 500 */
  unclaimedCount: number;
  /** what falls due on the leads of those on leave for whom the person covers */
  covering: TodayItem[];
  /** of all there are, also where a section shows only the first */
  counts: Record<TodaySection, number> & { open: number };
  /** null: there is something to do */
  why: WhyEmpty | null;
}

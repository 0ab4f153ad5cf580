import { z } from "zod";

const curveSchema = z.array(z.number().min(0).max(1)).nullable();

/** All that a month's numbers depend on besides the records themselves: fixed at the month's first reading. */
export const boardRulesSchema = z.object({
  /** null before the organisation chose what it scores for: then nothing is counted */
  target: z.object({ step: z.string(), horizonDays: z.int().positive() }).nullable(),
  /** probability of a lead that had no score when it was assigned, and from how many leads it comes; null: too few */
  base: z.object({ probability: z.number().gt(0).lt(1), leads: z.int() }).nullable(),
  /** by days since the enquiry, the share that had come of all who come in time */
  curve: curveSchema,
  leastLeads: z.int().positive(),
  /** a newcomer's first days */
  newDays: z.int().nonnegative(),
  /** credible level of the intervals */
  level: z.number().gt(0).lt(1),
  /** calls count from so many seconds */
  callSeconds: z.int().nonnegative(),
  /** more leads than that moved or closed by one person within these minutes count only with a contact behind them */
  burst: z.object({ leads: z.int().positive(), minutes: z.int().positive() }),
  /** a lead that came and went within these minutes was never theirs */
  passingMinutes: z.int().nonnegative(),
  /** an assigned lead's first score counts as its promise within these hours */
  firstScoreHours: z.int().positive(),
});
export type BoardRules = z.infer<typeof boardRulesSchema>;

/** Bumped whenever the way of counting changes; a month keeps the rules that it began with. */
export const rulesVersion = 1;

export const ruleConstants = {
  leastLeads: 20,
  newDays: 30,
  level: 0.95,
  callSeconds: 20,
  burst: { leads: 10, minutes: 10 },
  passingMinutes: 60,
  firstScoreHours: 24,
} as const satisfies Partial<BoardRules>;

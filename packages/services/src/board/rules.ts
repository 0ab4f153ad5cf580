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
  /**
   * A lead that a manager hands on. stays: with its promise and its result it goes on counting for whoever had it first.
   * gives_back (version 1): what it still promised went with it.
   */
  handedOn: z.enum(["stays", "gives_back"]).default("gives_back"),
  /** a lead that came and went within these minutes was never theirs; under "stays", if they had no word with it */
  passingMinutes: z.int().nonnegative(),
  /** an assigned lead's first score counts as its promise within these hours */
  firstScoreHours: z.int().positive(),
  /** badges for habits kept in this share of at least so many; streaks are told from so many in a row */
  praise: z
    .object({ share: z.number().gt(0).lte(1), n: z.int().positive(), streak: z.int().positive() })
    .default({ share: 0.9, n: 20, streak: 5 }),
  /** of each person's decided outcomes, drawn for a manager to look at */
  checkedShare: z.number().min(0).max(1).default(0.05),
});
export type BoardRules = z.infer<typeof boardRulesSchema>;

/** Bumped whenever the way of counting changes; a month keeps the rules that it began with. */
export const rulesVersion = 2;

export const ruleConstants = {
  leastLeads: 20,
  newDays: 30,
  level: 0.95,
  callSeconds: 20,
  burst: { leads: 10, minutes: 10 },
  handedOn: "stays",
  passingMinutes: 60,
  firstScoreHours: 24,
  praise: { share: 0.9, n: 20, streak: 5 },
  checkedShare: 0.05,
} as const satisfies Partial<BoardRules>;

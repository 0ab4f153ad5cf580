import type { ReplyCount } from "../team-report/first-replies.ts";
import type { FollowUpCount } from "../team-report/follow-ups.ts";
import { type Band, bandOf } from "./bands.ts";
import type { Exclusion, PersonCount } from "./count-spells.ts";
import type { JudgementCount } from "./judgements.ts";
import type { BoardRules } from "./rules.ts";
import { type Shrunk, type Spread, shrink } from "./shrinkage.ts";

/** What everybody can do something about; the only things that are praised. */
export const badges = ["first_reply", "follow_ups"] as const;
export type Badge = (typeof badges)[number];

export interface Standing {
  /** drawn towards the organisation's ratio, with its interval */
  ratio: number;
  low: number;
  high: number;
  /** the same as results more than expected from these leads */
  difference: number;
  differenceLow: number;
  differenceHigh: number;
  band: Band;
}

/** One person's month. */
export interface BoardLine {
  userId: string;
  /** empty for who left */
  name: string;
  /** counted */
  leads: number;
  /** how many of them reached the target in this person's hands */
  result: number;
  /** how many were expected to by now, and once all horizons are over */
  expectation: number;
  expectationWhole: number;
  /** result − expectation */
  difference: number;
  /** leads whose probability is a score's; the others were given the organisation's base */
  scoredLeads: number;
  state: "ranked" | "few_leads" | "new" | "no_target";
  /** what is missing until they are ranked */
  missing: { leads: number; days: number };
  /** null unless ranked */
  standing: Standing | null;
  /** what counted otherwise than it seems, and why */
  excluded: Exclusion[];
  /** their own hot and cold against the outcome */
  judgements: JudgementCount;
  /** with short calls left out; leave days do not count */
  firstReply: ReplyCount;
  followUps: FollowUpCount;
  badges: Badge[];
}

const dayMs = 86_400_000;
const praisedFrom = { share: 0.9, n: 20 };

export interface LineParts {
  userId: string;
  name: string;
  firstLeadAt: Date | null;
  count: PersonCount;
  judgements: JudgementCount;
  firstReply: ReplyCount;
  followUps: FollowUpCount;
}

/** Whether somebody may be compared with others at `until`, the month's end or now. */
export function stateOf(
  { count, firstLeadAt }: Pick<LineParts, "count" | "firstLeadAt">,
  rules: BoardRules,
  until: Date,
): Pick<BoardLine, "state" | "missing"> {
  const leads = Math.max(0, rules.leastLeads - count.leads.length);
  const known = firstLeadAt ? (until.getTime() - firstLeadAt.getTime()) / dayMs : 0;
  const days = Math.max(0, Math.ceil(rules.newDays - known));
  if (!rules.target) return { state: "no_target", missing: { leads: 0, days: 0 } };
  return { state: days > 0 ? "new" : leads > 0 ? "few_leads" : "ranked", missing: { leads, days } };
}

/** `spread`: of the ranked; null where nobody is. */
export function lineOf(parts: LineParts, rules: BoardRules, until: Date, spread: Spread | null): BoardLine {
  const { userId, name, count, judgements, firstReply, followUps } = parts;
  const { state, missing } = stateOf(parts, rules, until);
  return {
    userId,
    name,
    leads: count.leads.length,
    result: count.result,
    expectation: count.expectation,
    expectationWhole: count.whole,
    difference: count.result - count.expectation,
    scoredLeads: count.leads.filter(({ from }) => from === "score").length,
    state,
    missing,
    standing: state === "ranked" && spread ? standingOf(count, spread, rules.level) : null,
    excluded: count.excluded,
    judgements,
    firstReply,
    followUps,
    badges: [
      ...(isPraised(firstReply.within) ? (["first_reply"] as const) : []),
      ...(isPraised(followUps.kept) ? (["follow_ups"] as const) : []),
    ],
  };
}

function standingOf(count: PersonCount, spread: Spread, level: number): Standing {
  const { ratio, low, high }: Shrunk = shrink(count, spread, level);
  const difference = (of: number) => (of - 1) * count.expectation;
  return {
    ratio,
    low,
    high,
    difference: difference(ratio),
    differenceLow: difference(low),
    differenceHigh: difference(high),
    band: bandOf({ low, high }, spread.mean),
  };
}

function isPraised({ share, n }: { share: number | null; n: number }): boolean {
  return share !== null && share >= praisedFrom.share && n >= praisedFrom.n;
}

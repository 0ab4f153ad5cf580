import type { ReplyCount } from "../team-report/first-replies.ts";
import type { FollowUpCount } from "../team-report/follow-ups.ts";
import type { LoggingCount } from "../team-report/logging.ts";
import { type Band, bandOf } from "./bands.ts";
import type { Exclusion, PersonCount } from "./count-spells.ts";
import type { JudgementCount } from "./judgements.ts";
import { type Praise, praiseOf } from "./praise.ts";
import type { BoardRules } from "./rules.ts";
import { type Prior, type Shrunk, shrink } from "./shrinkage.ts";

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
  /** leads that somebody else had worked: shown beside, compared with nobody's */
  takenOver: { leads: number; reached: number };
  /** what counted otherwise than it seems, and why */
  excluded: Exclusion[];
  /** their own hot and cold against the outcome */
  judgements: JudgementCount;
  /** with short calls left out; leave days do not count */
  firstReply: Omit<ReplyCount, "inARow">;
  followUps: Omit<FollowUpCount, "inARow">;
  /** outcomes written on their day */
  logging: Omit<LoggingCount, "inARow">;
  /** one's own only, whoever may see the line */
  praise: Praise | null;
}

const dayMs = 86_400_000;
/** Of what was counted otherwise. */
export const leadsNamed = 50;

export interface LineParts {
  userId: string;
  name: string;
  firstLeadAt: Date | null;
  count: PersonCount;
  judgements: JudgementCount;
  firstReply: ReplyCount;
  followUps: FollowUpCount;
  logging: LoggingCount;
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

/** `prior`: of the ranked; null where nobody is. */
export function lineOf(parts: LineParts, rules: BoardRules, until: Date, prior: Prior | null): BoardLine {
  const { userId, name, count, judgements } = parts;
  const { inARow: replies, ...firstReply } = parts.firstReply;
  const { inARow: promises, ...followUps } = parts.followUps;
  const { inARow: logged, ...logging } = parts.logging;
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
    standing: state === "ranked" && prior ? standingOf(count, prior, rules.level) : null,
    takenOver: count.takenOver,
    excluded: count.excluded.map(named),
    judgements,
    firstReply,
    followUps,
    logging,
    praise: praiseOf(
      {
        first_reply: { kept: firstReply.within, inARow: replies },
        follow_ups: { kept: followUps.kept, inARow: promises },
        logging: { kept: logging.kept, inARow: logged },
      },
      rules.praise,
    ),
  };
}

/** With the first of the leads. */
function named({ code, leads, leadIds }: Exclusion): Exclusion {
  return { code, leads, leadIds: leadIds.slice(0, leadsNamed) };
}

function standingOf(count: PersonCount, prior: Prior, level: number): Standing {
  const { ratio, low, high }: Shrunk = shrink(count, prior, level);
  const difference = (of: number) => (of - 1) * count.expectation;
  return {
    ratio,
    low,
    high,
    difference: difference(ratio),
    differenceLow: difference(low),
    differenceHigh: difference(high),
    band: bandOf({ low, high }, prior.mean),
  };
}

import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { can, requirePermission } from "../permissions.ts";
import { calendarsOf, readLeave } from "../team-report/calendars.ts";
import { countWaits, readFirstReplies, waitsOf } from "../team-report/first-replies.ts";
import { noFollowUps, readFollowUps } from "../team-report/follow-ups.ts";
import { noLogging, readLogging } from "../team-report/logging.ts";
import { calendarDay } from "../work/local-day.ts";
import { countEach, countMonths } from "./count-month.ts";
import { countSpells, noFindings, type PersonCount } from "./count-spells.ts";
import { type FrozenRules, freezeRules } from "./freeze-rules.ts";
import { noJudgements, readJudgements } from "./judgements.ts";
import { type BoardLine, type LineParts, lineOf, stateOf } from "./line.ts";
import { readBoardMembers } from "./members.ts";
import { type Month, monthOf, monthSchema, monthsUpTo, reachedOf, refuseFuture } from "./month.ts";
import { readFindings } from "./read-findings.ts";
import { readSpells } from "./read-spells.ts";
import type { BoardRules } from "./rules.ts";
import { type Prior, priorOf } from "./shrinkage.ts";

export type { Band } from "./bands.ts";
export type { Exclusion, ExclusionCode } from "./count-spells.ts";
export type { BoardLine, Standing } from "./line.ts";
export type { Habit, Praise } from "./praise.ts";
export type { BoardRules } from "./rules.ts";

const trendMonths = 6;
const leastForCounts = 4;

export const boardInput = z.object({
  /** "2026-11" */
  month: monthSchema,
});

export interface TrendPoint {
  month: string;
  leads: number;
  result: number;
  expectation: number;
  /** of the result, when it is as expected: what luck alone moves it by */
  variance: number;
}

/** How many stand where; nobody is named. */
export interface BandCounts {
  above: number;
  level: number;
  below: number;
  unranked: number;
}

export interface Board {
  month: string;
  /** every horizon of the month is over: nothing moves any more but by corrections */
  closed: boolean;
  target: { step: string; label: string; horizonDays: number } | null;
  rules: { version: number; frozenAt: Date; leastLeads: number; newDays: number; level: number };
  /** minutes of business within which a first reply is in time */
  promiseMinutes: number;
  /** of the ranked together; null where nobody is */
  organisation: { leads: number; result: number; expectation: number; ratio: number; ranked: number } | null;
  /** who asks, where they got leads in the month */
  mine: BoardLine | null;
  /** the months up to this one, oldest first; empty for who has no leads */
  trend: TrendPoint[];
  /** everybody, by standing; null: not for who asks */
  lines: BoardLine[] | null;
  /** the organisation opened the table to all */
  open: boolean;
  /** null where so few are ranked that counts would name them to those who may not see the table */
  bands: BandCounts | null;
}

/**
 * A month's leaderboard: results against what the leads received promised. Everybody sees their own line; the whole table
 * is for those who manage, or for all where the organisation opened it. Throws BAD_INPUT for a month to come.
 */
export async function board(ctx: Context, input: z.input<typeof boardInput>): Promise<Board> {
  requirePermission(ctx, "board.read");
  const { month: key } = boardInput.parse(input);
  const { timezone, ladder } = ctx.organisation;
  refuseFuture(key, ctx.now(), timezone);
  const month = monthOf(key, timezone);
  const { version, rules, frozenAt } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    freezeRules(sql, ctx, month),
  );
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const [{ lines, prior }, trend] = await Promise.all([
    readLines(ctx, month, rules),
    userId ? ctx.db.withOrgSql(ctx.orgId, (sql) => trendOf(sql, ctx, key, userId)) : [],
  ]);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const ranked = lines.filter(({ state }) => state === "ranked");
    const sum = (of: (line: BoardLine) => number) => ranked.reduce((total, line) => total + of(line), 0);
    const mine = lines.find((line) => line.userId === userId) ?? null;
    const open = await isOpen(sql, ctx);
    const all = open || isManaging(ctx);
    return {
      month: key,
      closed: ctx.now().getTime() >= month.to.getTime() + (rules.target?.horizonDays ?? 0) * 86_400_000,
      target: rules.target && {
        ...rules.target,
        label: ladder.find((step) => step.key === rules.target?.step)?.label ?? rules.target.step,
      },
      rules: {
        version,
        frozenAt,
        leastLeads: rules.leastLeads,
        newDays: rules.newDays,
        level: rules.level,
      },
      promiseMinutes: ctx.organisation.firstReplyMinutes,
      organisation: prior && {
        leads: sum(({ leads }) => leads),
        result: sum(({ result }) => result),
        expectation: sum(({ expectation }) => expectation),
        ratio: prior.mean,
        ranked: ranked.length,
      },
      mine,
      trend: mine ? trend : [],
      lines: all ? lines.map((line) => (line === mine ? line : { ...line, praise: null })) : null,
      open,
      bands: all || ranked.length >= leastForCounts ? countBands(lines) : null,
    };
  });
}

function isManaging({ actor }: Context): boolean {
  return actor.kind === "system" || (actor.kind === "user" && can(actor.role, "team.read"));
}

function countBands(lines: readonly BoardLine[]): BandCounts {
  const standing = (band: string | undefined) => lines.filter((line) => line.standing?.band === band).length;
  return {
    above: standing("above"),
    level: standing("level"),
    below: standing("below"),
    unranked: standing(undefined),
  };
}

async function isOpen(sql: OrgSql, ctx: Context): Promise<boolean> {
  const { rows } = await sql.query<{ open: boolean }>(
    "select board_open as open from organisation where id = $1",
    [ctx.orgId],
  );
  return rows[0]?.open ?? false;
}

/** Three readers at once: a month of a large organisation takes one of them too long. */
async function readLines(
  ctx: Context,
  month: Month,
  rules: BoardRules,
): Promise<{ lines: BoardLine[]; prior: Prior | null }> {
  const { timezone, firstReplyMinutes } = ctx.organisation;
  const now = ctx.now();
  const until = reachedOf(month, now);
  const read = <T>(work: (sql: OrgSql) => Promise<T>) => ctx.db.withOrgSql(ctx.orgId, work);
  const [spells, replies, rest] = await Promise.all([
    read((sql) => readSpells(sql, ctx, month, rules)),
    read((sql) => readFirstReplies(sql, ctx, month.from, month.to, { withCalls: true })),
    read(async (sql) => ({
      members: await readBoardMembers(sql, ctx),
      judgements: await readJudgements(sql, ctx, month, rules),
      followUps: await readFollowUps(sql, ctx, month.from, month.to, rules.callSeconds),
      logging: await readLogging(sql, ctx, month.from, month.to),
      leave: await readLeave(sql, ctx, month.firstDay, calendarDay(now, timezone)),
      findings: await readFindings(sql, ctx, month, rules),
    })),
  ]);
  const { members, judgements, followUps, logging, leave, findings } = rest;
  const counts = countEach(spells, rules, now, findings);
  const { pardoned } = findings;
  const calendar = calendarsOf(ctx, leave);
  const { callSeconds } = rules;
  const waits = waitsOf(replies, { promiseMinutes: firstReplyMinutes, now, calendar, callSeconds, pardoned });
  const owners = replies.map(({ ownerId }) => ownerId);
  const nobodys = countSpells([], rules, now, noFindings);
  const parts = [...new Set([...counts.keys(), ...owners, ...followUps.keys()])].map((userId): LineParts => {
    const { name = "", firstLeadAt = null } = members.get(userId) ?? {};
    return {
      userId,
      name,
      firstLeadAt,
      count: counts.get(userId) ?? nobodys,
      judgements: judgements.get(userId) ?? noJudgements,
      firstReply: countWaits(
        waits.filter(({ ownerId }) => ownerId === userId),
        firstReplyMinutes,
      ),
      followUps: followUps.get(userId) ?? noFollowUps,
      logging: logging.get(userId) ?? noLogging,
    };
  });
  const ranked = parts.filter((part) => stateOf(part, rules, until).state === "ranked");
  const prior = ranked.length > 0 ? priorOf(ranked.map(({ count }): PersonCount => count)) : null;
  const lines = parts.map((part) => lineOf(part, rules, until, prior));
  return { lines: lines.sort(byStanding), prior };
}

/** Bands first; within one the order is the name's, since the numbers do not tell them apart. The unranked come last. */
function byStanding(a: BoardLine, b: BoardLine): number {
  const place = (line: BoardLine) => ["above", "level", "below"].indexOf(line.standing?.band ?? "") + 1 || 4;
  return place(a) - place(b) || a.name.localeCompare(b.name) || a.userId.localeCompare(b.userId);
}

async function trendOf(sql: OrgSql, ctx: Context, key: string, userId: string): Promise<TrendPoint[]> {
  const { rows } = await sql.query<{ had: boolean }>(
    "select exists (select from assignment where org_id = $1 and owner_id = $2) as had",
    [ctx.orgId, userId],
  );
  if (!rows[0]?.had) return [];
  const months: { month: Month; rules: BoardRules }[] = [];
  for (const each of monthsUpTo(key, trendMonths)) {
    const month = monthOf(each, ctx.organisation.timezone);
    const { rules }: FrozenRules = await freezeRules(sql, ctx, month);
    months.push({ month, rules });
  }
  const counts = await countMonths(sql, ctx, months, userId);
  return months.map(({ month }, place) => {
    const own = counts[place];
    return {
      month: month.key,
      leads: own?.leads.length ?? 0,
      result: own?.result ?? 0,
      expectation: own?.expectation ?? 0,
      variance: own?.variance ?? 0,
    };
  });
}

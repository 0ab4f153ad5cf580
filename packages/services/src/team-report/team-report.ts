import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { ruleConstants } from "../board/rules.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";
import { calendarDay } from "../work/local-day.ts";
import { readAdoption, sumOf, type WeekOfAdoption } from "./adoption.ts";
import { type BestWorked, noMornings, readBestOfDays } from "./best-of-day.ts";
import { calendarsOf, type LeaveDays, readLeave } from "./calendars.ts";
import { countWaits, type ReplyCount, readFirstReplies, waitsOf } from "./first-replies.ts";
import { type FollowUpCount, noFollowUps, readFollowUps } from "./follow-ups.ts";
import { type Load, nothingToDo, readLoad } from "./load.ts";
import { periodFields, periodOf } from "./period.ts";

export type { WeekOfAdoption } from "./adoption.ts";
export type { BestWorked } from "./best-of-day.ts";
export type { Load } from "./load.ts";

const longestDays = 92;

export const teamReportInput = z
  .object({ ...periodFields, teamId: z.uuid().optional() })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "The last day comes before the first." })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < longestDays * 86_400_000, {
    path: ["to"],
    message: `Ask for ${longestDays} days at most.`,
  });

export interface TeamNumbers {
  /** enquiries of the period that were first theirs */
  firstReply: ReplyCount;
  /** steps due in the period */
  followUps: Pick<FollowUpCount, "kept" | "overdue">;
  /** calls of the period */
  adoption: { followed: Share; weeks: WeekOfAdoption[] };
  /** of the twenty best of each morning of the period, those worked in time */
  best: BestWorked;
  /** as it is now, whatever the period */
  load: Load;
}

export interface TeamMember extends TeamNumbers {
  userId: string;
  name: string;
  role: string;
  team: { id: string; name: string } | null;
  /** cannot sign in any more */
  left: boolean;
  /** leads a day that they can work */
  dailyLeads: number;
  /** new leads of the period */
  received: number;
  /** the last day of leave that they are on today; null: they are here */
  awayUntil: string | null;
  /** leave to come within the next 30 days */
  nextLeave: { firstDay: string; lastDay: string } | null;
}

export interface TeamReport {
  from: string;
  to: string;
  promiseMinutes: number;
  /** adoption that a team should reach */
  adoptionGoal: number;
  whole: TeamNumbers & { received: number };
  /** by name; who manages only and has no leads is left out */
  members: TeamMember[];
  teams: { id: string; name: string }[];
}

/** How a team works its leads: replies, promises, the list followed, what waits. Throws BAD_INPUT for other periods. */
export async function teamReport(ctx: Context, input: z.input<typeof teamReportInput>): Promise<TeamReport> {
  requirePermission(ctx, "team.read");
  const { from, to, teamId } = teamReportInput.parse(input);
  const period = periodOf(ctx, { from, to });
  const { firstReplyMinutes, timezone } = ctx.organisation;
  const now = ctx.now();
  const today = calendarDay(now, timezone);
  const soon = calendarDay(new Date(now.getTime() + 30 * 86_400_000), timezone);
  const read = <T>(work: (sql: OrgSql) => Promise<T>) => ctx.db.withOrgSql(ctx.orgId, work);
  const [replies, kept, present] = await Promise.all([
    read((sql) => readFirstReplies(sql, ctx, period.from, period.to)),
    read(async (sql) => ({
      followUps: await readFollowUps(sql, ctx, period.from, period.to, ruleConstants.callSeconds),
      adoption: await readAdoption(sql, ctx, period.from, period.to),
      mornings: await readBestOfDays(sql, ctx, from, to),
    })),
    read(async (sql) => ({
      everybody: await readMembers(sql, ctx),
      teams: await readTeams(sql, ctx),
      loads: await readLoad(sql, ctx),
      leave: await readLeave(sql, ctx, from, soon),
    })),
  ]);
  const { followUps, adoption, mornings } = kept;
  const { everybody, teams, loads, leave } = present;
  const rules = {
    promiseMinutes: firstReplyMinutes,
    now,
    calendar: calendarsOf(ctx, leave),
    callSeconds: null,
  };

  const concerned = new Set([...loads.keys(), ...replies.map(({ ownerId }) => ownerId), ...adoption.keys()]);
  const members = everybody
    .filter(({ userId, role, left }) => concerned.has(userId) || (role === "broker" && !left))
    .filter(({ team }) => teamId === undefined || team?.id === teamId);
  const chosen = new Set(members.map(({ userId }) => userId));
  const waits = waitsOf(
    replies.filter(({ ownerId }) => chosen.has(ownerId)),
    rules,
  );
  const received = new Map<string, number>();
  for (const { ownerId } of replies) received.set(ownerId, (received.get(ownerId) ?? 0) + 1);
  const rows = members.map((member): TeamMember => {
    const { userId } = member;
    const weeks = adoption.get(userId) ?? [];
    const own = waits.filter(({ ownerId }) => ownerId === userId);
    return {
      ...member,
      received: received.get(userId) ?? 0,
      firstReply: countWaits(own, firstReplyMinutes),
      followUps: followUps.get(userId) ?? noFollowUps,
      adoption: { followed: sumOf(weeks), weeks },
      best: mornings.get(userId) ?? noMornings,
      load: loads.get(userId) ?? nothingToDo,
      ...absence(leave, userId, today),
    };
  });
  return {
    from,
    to,
    promiseMinutes: firstReplyMinutes,
    adoptionGoal: 0.8,
    whole: {
      ...wholeOf(rows),
      received: rows.reduce((sum, row) => sum + row.received, 0),
      firstReply: countWaits(waits, firstReplyMinutes),
    },
    members: rows,
    teams,
  };
}

type Known = Pick<TeamMember, "userId" | "name" | "role" | "team" | "left" | "dailyLeads">;

async function readMembers(sql: OrgSql, ctx: Context): Promise<Known[]> {
  const { rows } = await sql.query<Omit<Known, "team"> & { teamId: string | null; teamName: string | null }>(
    `select m.user_id as "userId", m.name, m.role, t.id as "teamId", t.name as "teamName",
            s.deactivated_at is not null as left, coalesce(s.daily_leads, $2::int) as "dailyLeads"
       from org_member m
       left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
       left join team t on t.org_id = s.org_id and t.id = s.team_id
      where m.org_id = $1 order by m.name, m.user_id`,
    [ctx.orgId, ctx.organisation.dailyLeads],
  );
  return rows.map(({ teamId, teamName, ...member }) => ({
    ...member,
    team: teamId === null ? null : { id: teamId, name: teamName ?? "" },
  }));
}

async function readTeams(sql: OrgSql, ctx: Context): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql.query<{ id: string; name: string }>(
    "select id, name from team where org_id = $1 order by name, id",
    [ctx.orgId],
  );
  return rows;
}

function absence(leave: readonly LeaveDays[], userId: string, today: string) {
  const own = leave.filter((each) => each.userId === userId && each.lastDay >= today);
  const present = own.find(({ firstDay }) => firstDay <= today);
  const next = own.find(({ firstDay }) => firstDay > today);
  return {
    awayUntil: present?.lastDay ?? null,
    nextLeave: next ? { firstDay: next.firstDay, lastDay: next.lastDay } : null,
  };
}

function wholeOf(rows: readonly TeamMember[]): Omit<TeamNumbers, "firstReply"> {
  const sum = (of: (row: TeamMember) => number) => rows.reduce((total, row) => total + of(row), 0);
  const shares = (of: (row: TeamMember) => Share) =>
    wilsonShare(
      sum((row) => of(row).hits),
      sum((row) => of(row).n),
    );
  const weeks = [...new Set(rows.flatMap(({ adoption }) => adoption.weeks.map(({ week }) => week)))].sort();
  return {
    followUps: {
      kept: shares(({ followUps }) => followUps.kept),
      overdue: sum(({ followUps }) => followUps.overdue),
    },
    adoption: {
      followed: shares(({ adoption }) => adoption.followed),
      weeks: weeks.map((week) => ({
        week,
        followed: sumOf(rows.flatMap(({ adoption }) => adoption.weeks.filter((each) => each.week === week))),
      })),
    },
    best: {
      worked: shares(({ best }) => best.worked),
      days: Math.max(0, ...rows.map(({ best }) => best.days)),
    },
    load: {
      open: sum(({ load }) => load.open),
      awaiting: sum(({ load }) => load.awaiting),
      overdueSteps: sum(({ load }) => load.overdueSteps),
      top20: shares(({ load }) => load.top20),
      neglected: rows.flatMap(({ load }) => load.neglected),
    },
  };
}

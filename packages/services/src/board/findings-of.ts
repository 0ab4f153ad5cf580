import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { calendarsOf, readLeave } from "../team-report/calendars.ts";
import { readFirstReplies, waitsOf } from "../team-report/first-replies.ts";
import { calendarDay } from "../work/local-day.ts";
import { countMonth } from "./count-month.ts";
import { mayAppeal } from "./finding-codes.ts";
import { freezeRules } from "./freeze-rules.ts";
import { type Month, monthOf, refuseFuture } from "./month.ts";
import { readPardoned } from "./read-findings.ts";
import type { BoardRules } from "./rules.ts";

/** `${code} ${leadId}` of what stands against somebody in a month and may be spoken against. */
export async function boardFindings(ctx: Context, key: string, userId: string): Promise<Set<string>> {
  const { timezone } = ctx.organisation;
  refuseFuture(key, ctx.now(), timezone);
  const month = monthOf(key, timezone);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rules } = await freezeRules(sql, ctx, month);
    const count = (await countMonth(sql, ctx, month, rules, userId)).get(userId);
    const named = (count?.excluded ?? []).flatMap(({ code, leadIds }) =>
      mayAppeal(code) ? leadIds.map((leadId) => `${code} ${leadId}`) : [],
    );
    const short = await shortCallsOf(sql, ctx, month, rules, userId);
    return new Set([...named, ...short.map((leadId) => `short_call ${leadId}`)]);
  });
}

/** Enquiries of a month whose first word was a call that does not count as one. */
export async function shortCallsOf(
  sql: OrgSql,
  ctx: Context,
  month: Month,
  rules: BoardRules,
  userId: string,
): Promise<string[]> {
  const { timezone, firstReplyMinutes } = ctx.organisation;
  const now = ctx.now();
  const replies = await readFirstReplies(sql, ctx, month.from, month.to, { userId, withCalls: true });
  const waits = waitsOf(replies, {
    promiseMinutes: firstReplyMinutes,
    now,
    calendar: calendarsOf(ctx, await readLeave(sql, ctx, month.firstDay, calendarDay(now, timezone))),
    callSeconds: rules.callSeconds,
    pardoned: await readPardoned(sql, ctx, month),
  });
  return waits.flatMap(({ leadId, kind }) => (kind === "short_call" ? [leadId] : []));
}

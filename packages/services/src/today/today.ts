import { z } from "zod";
import { unclaimedLeads } from "../assignment/unclaimed.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { planCovering } from "./plan-covering.ts";
import { type DayPlan, type PlannedLead, planDay } from "./plan-day.ts";
import { readItems } from "./read-items.ts";
import { listSections, type Today, type TodaySection, type WhyEmpty } from "./sections.ts";

export type { Today, TodayItem, TodaySection, WhyEmpty } from "./sections.ts";

const unclaimedShown = 10;

export const todayInput = z.object({
  /** whose day; one's own where it is not said */
  userId: z.uuid().optional(),
});

/** Who next, and what else the day holds. Somebody else's day is for managers. Throws FORBIDDEN, BAD_INPUT. */
export async function today(ctx: Context, input: z.input<typeof todayInput> = {}): Promise<Today> {
  requirePermission(ctx, "today.read");
  const own = ctx.actor.kind === "user" ? ctx.actor.userId : undefined;
  const userId = todayInput.parse(input).userId ?? own;
  if (userId === undefined) throw new ServiceError("BAD_INPUT", "Say whose day it is.");
  if (userId !== own) requirePermission(ctx, "team.read");
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const plan = await planDay(sql, ctx, userId);
    const unclaimed = await unclaimedLeads(sql, ctx);
    const offered = unclaimed.slice(0, unclaimedShown);
    const covered = await planCovering(sql, ctx, userId, plan);
    const items = await readItems(sql, ctx, [...Object.values(plan.sections).flat(), ...offered, ...covered]);
    const itemOf = (lead: PlannedLead) => {
      const item = items.get(lead.leadId);
      return item ? [{ ...item, section: lead.section }] : [];
    };
    const of = (section: TodaySection) => plan.sections[section].flatMap(itemOf);
    const left = listSections.reduce((sum, section) => sum + plan.sections[section].length, 0);
    const { done: finished, ...counts } = plan.counts;
    return {
      userId,
      day: plan.day,
      capacity: plan.capacity,
      planned: finished + left,
      done: finished,
      new: of("new"),
      next: of("next"),
      promised: of("promised"),
      visits: of("visits"),
      waiting: of("waiting"),
      snoozed: of("snoozed"),
      finished: of("done"),
      unclaimed: offered.flatMap(itemOf),
      unclaimedCount: unclaimed.length,
      covering: covered.flatMap((lead) => itemOf(lead).map((item) => ({ ...item, away: lead.away }))),
      counts: { ...counts, done: finished, open: Object.values(counts).reduce((a, b) => a + b, 0) },
      why: left > 0 ? null : whyEmpty(plan),
    };
  });
}

function whyEmpty({ counts, capacity }: DayPlan): WhyEmpty {
  const { next, waiting, snoozed, done } = counts;
  if (next > 0) return { code: "capacity_reached", capacity, left: next };
  if (done > 0) return { code: "all_done", done };
  if (waiting + snoozed > 0) return { code: "all_waiting", waiting, snoozed };
  return { code: "no_leads" };
}

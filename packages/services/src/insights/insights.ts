import type { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { type Share, wilsonShare } from "../statistics/wilson-interval.ts";
import { periodInput, periodOf } from "../team-report/period.ts";
import { type CapacityLine, readCapacity } from "./capacity.ts";
import { type Lift, liftOf } from "./lift.ts";
import { type Facts, readFacts } from "./read-facts.ts";
import { type SourceRow, sourceRow } from "./source-row.ts";

export type { CapacityLine } from "./capacity.ts";
export type { Lift } from "./lift.ts";
export type { SourceRow } from "./source-row.ts";

export const insightsInput = periodInput;

export interface GradeRow {
  /** at the start; null: the lead had no score within its first day */
  grade: "A" | "B" | "C" | "D" | null;
  leads: number;
  /** of those whose horizon is over */
  reached: Share;
}

export interface MonthRow {
  /** "2026-11", of the enquiry */
  month: string;
  leads: number;
  reached: Share;
}

export interface TimeRow {
  grade: string;
  /** those that reached the target in time */
  n: number;
  /** days since the enquiry: median and quartiles */
  medianDays: number;
  earlyDays: number;
  lateDays: number;
  withinDay: Share;
  withinWeek: Share;
}

export interface FunnelRow {
  step: string;
  label: string;
  /** reached this step or a later one */
  leads: number;
  /** of all leads, and of those that reached the step before */
  ofAll: Share;
  ofBefore: Share;
}

export interface Insights {
  from: string;
  to: string;
  currency: string;
  leads: number;
  /** null before a target was chosen */
  target: { step: string; label: string; horizonDays: number } | null;
  /** what "visit" means in the source table; null: the ladder has no such step */
  visit: { step: string; label: string } | null;
  byGrade: GradeRow[];
  byMonth: MonthRow[];
  lift: Lift;
  times: TimeRow[];
  /** leads of better grades are called sooner: some of their speed is the list's own doing */
  timesCaveat: "list_causes_some";
  sources: SourceRow[];
  funnel: FunnelRow[];
  capacity: CapacityLine;
}

/** What became of the enquiries of a period, by what they promised, when and where they came from. */
export async function insights(ctx: Context, input: z.input<typeof insightsInput>): Promise<Insights> {
  requirePermission(ctx, "insights.read");
  const { from, to } = insightsInput.parse(input);
  const { ladder, targetStep, horizonDays, currency } = ctx.organisation;
  const placeOf = (step: string | null) => ladder.findIndex(({ key }) => key === step);
  const target = placeOf(targetStep);
  const done = placeOf("visit_done");
  const visit = done >= 0 ? done : target;
  return ctx.db.withReplicaSql(ctx.orgId, async (sql) => {
    const facts = await readFacts(sql, ctx, periodOf(ctx, { from, to }), { visit, target });
    const targetRung = ladder[target];
    const visitRung = ladder[visit];
    return {
      from,
      to,
      currency,
      leads: facts.steps.reduce((sum, { leads }) => sum + leads, 0),
      target: targetRung ? { step: targetRung.key, label: targetRung.label, horizonDays } : null,
      visit: visitRung ? { step: visitRung.key, label: visitRung.label } : null,
      byGrade: byGrade(facts),
      byMonth: facts.months.map(({ month, leads, mature, reached }) => ({
        month,
        leads,
        reached: wilsonShare(reached, mature),
      })),
      lift: liftOf(facts.lift),
      times: facts.times.map(({ grade, n, median, early, late, first, week }) => ({
        grade,
        n,
        medianDays: median,
        earlyDays: early,
        lateDays: late,
        withinDay: wilsonShare(first, n),
        withinWeek: wilsonShare(week, n),
      })),
      timesCaveat: "list_causes_some",
      sources: facts.sources.map(sourceRow),
      funnel: funnelOf(ctx, facts),
      capacity: await readCapacity(sql, ctx),
    };
  });
}

function byGrade({ grades }: Facts): GradeRow[] {
  return (["A", "B", "C", "D", null] as const).map((grade) => {
    const { leads = 0, mature = 0, reached = 0 } = grades.find((row) => row.grade === grade) ?? {};
    return { grade, leads, reached: wilsonShare(reached, mature) };
  });
}

function funnelOf(ctx: Context, { steps }: Facts): FunnelRow[] {
  const atLeast = (place: number) =>
    steps.reduce((sum, { far, leads }) => sum + (far >= place ? leads : 0), 0);
  return ctx.organisation.ladder.map(({ key, label }, place) => {
    const leads = atLeast(place);
    return {
      step: key,
      label,
      leads,
      ofAll: wilsonShare(leads, atLeast(-1)),
      ofBefore: wilsonShare(leads, atLeast(place - 1)),
    };
  });
}

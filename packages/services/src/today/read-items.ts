import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { Grade, ScoreState } from "../lead/lead-row.ts";
import { wordTopReason } from "../lead/reasons.ts";
import { plainValues } from "../lead/record.ts";
import { openStepSql } from "../next-step/open-step-sql.ts";
import type { NextStepView } from "../next-step/step-input.ts";
import { openStepNote } from "../next-step/step-note.ts";
import { openName } from "../person/new-person.ts";
import { addBusinessMinutes, businessCalendar } from "../work/business-time.ts";
import type { PlannedLead } from "./plan-day.ts";
import { readTrends, type Trend } from "./read-trends.ts";
import { type ItemReason, listSections, type TodayItem } from "./sections.ts";

interface StoredItem {
  id: string;
  personId: string;
  wrappedKey: Buffer;
  nameSealed: Buffer | null;
  kind: string;
  source: string | null;
  city: string | null;
  locality: string | null;
  project: string | null;
  listingType: string | null;
  budgetMin: string | null;
  budgetMax: string | null;
  score: number | null;
  grade: Grade | null;
  state: ScoreState;
  topReason: unknown;
  step: string | null;
  status: TodayItem["status"];
  version: number;
  replied: boolean;
  snoozedUntil: Date | null;
  snoozedFor: string | null;
}

interface StoredStep extends Omit<NextStepView, "note"> {
  leadId: string;
  noteSealed: Buffer | null;
}

/** The day's leads as lines of the list, by lead. */
export async function readItems(
  sql: OrgSql,
  ctx: Context,
  leads: readonly PlannedLead[],
): Promise<Map<string, TodayItem>> {
  if (leads.length === 0) return new Map();
  const ids = [...new Set(leads.map(({ leadId }) => leadId))];
  const { rows } = await sql.query<StoredItem>(itemsSql, [ctx.orgId, ids]);
  const stored = new Map(rows.map((row) => [row.id, row]));
  const steps = await readSteps(sql, ctx, ids);
  const trends = await readTrends(sql, ctx, ids.filter(isListed(leads)));
  const calendar = businessCalendar(ctx.organisation);
  const now = ctx.now();
  const made = new Map<string, TodayItem>();
  for (const lead of leads) {
    const row = stored.get(lead.leadId);
    if (!row) continue;
    const replyDueAt = row.replied
      ? null
      : addBusinessMinutes(lead.enquiredAt, ctx.organisation.firstReplyMinutes, calendar);
    made.set(
      lead.leadId,
      itemOf(ctx, row, lead, {
        replyDueAt,
        now,
        step: steps.get(row.id),
        trend: trends.get(row.id),
      }),
    );
  }
  return made;
}

/** What is beside the list shows no course of its score. */
function isListed(leads: readonly PlannedLead[]): (leadId: string) => boolean {
  const sections: readonly string[] = listSections;
  const listed = new Set(
    leads.flatMap(({ leadId, section }) => (sections.includes(section) ? [leadId] : [])),
  );
  return (leadId) => listed.has(leadId);
}

/** Of each lead the open step that is due first. */
async function readSteps(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, StoredStep>> {
  const { rows } = await sql.query<StoredStep>(
    `select distinct on (s.lead_id) s.lead_id as "leadId", s.id, s.kind, s.due_at as "dueAt", s.note_sealed as "noteSealed"
       from next_step s where s.org_id = $1 and s.lead_id = any($2::uuid[]) and ${openStepSql("s")}
      order by s.lead_id, s.due_at, s.id`,
    [ctx.orgId, leadIds],
  );
  return new Map(rows.map((step) => [step.leadId, step]));
}

interface Moments {
  replyDueAt: Date | null;
  now: Date;
  step: StoredStep | undefined;
  trend: Trend | undefined;
}

function itemOf(
  ctx: Context,
  row: StoredItem,
  { leadId, section, enquiredAt, lastInAt, lastOutAt }: PlannedLead,
  { replyDueAt, now, step, trend }: Moments,
): TodayItem {
  const person = ctx.organisation.crypto.person(row.personId, row.wrappedKey);
  const awaiting = lastInAt !== null && (lastOutAt === null || lastInAt > lastOutAt);
  const nextStep = step
    ? {
        id: step.id,
        kind: step.kind,
        dueAt: step.dueAt,
        note: openStepNote(person, step.id, step.noteSealed),
      }
    : null;
  const due = section === "new" ? replyDueAt : (nextStep?.dueAt ?? null);
  return {
    leadId,
    section,
    name: row.nameSealed && openName(person, row.personId, row.nameSealed),
    kind: row.kind,
    source: row.source,
    city: row.city,
    locality: row.locality,
    listing: row.project ?? row.listingType,
    budget: budgetOf(row),
    score: row.score,
    grade: row.grade,
    state: row.state,
    change7: row.score === null || trend?.before7 == null ? null : row.score - trend.before7,
    spark: trend?.spark ?? [],
    reason: reasonOf(row.topReason, ctx.language),
    enquiredAt,
    awaitingSince: awaiting ? lastInAt : null,
    replyDueAt: section === "new" ? replyDueAt : null,
    overdue: due !== null && due < now,
    lastOutAt,
    nextStep,
    snooze: row.snoozedUntil && { until: row.snoozedUntil, reason: row.snoozedFor ?? "" },
    away: null,
    step: row.step,
    status: row.status,
    version: row.version,
  };
}

function reasonOf(stored: unknown, language: Context["language"]): ItemReason | null {
  const words = wordTopReason(stored, language);
  if (!words || typeof stored !== "object" || stored === null) return null;
  const code = "code" in stored && typeof stored.code === "string" ? stored.code : "";
  return { code, params: "params" in stored ? plainValues(stored.params) : {}, ...words };
}

function budgetOf({ budgetMin, budgetMax }: StoredItem): TodayItem["budget"] {
  if (budgetMin === null && budgetMax === null) return null;
  return {
    minPaise: budgetMin === null ? null : Number(budgetMin),
    maxPaise: budgetMax === null ? null : Number(budgetMax),
  };
}

// Without a name, so that it is planned for these leads: a plan for any number of them reads all there are.
const itemsSql = `
  select l.id, l.person_id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed", l.kind, l.source,
         l.city, l.attributes ->> 'locality' as locality, g.project, g.type as "listingType",
         l.budget_min_paise as "budgetMin", l.budget_max_paise as "budgetMax", l.score, l.grade, l.score_state as state,
         l.top_reason as "topReason", l.step, l.status, l.version, w.first_reply_at is not null as replied,
         z.until as "snoozedUntil", z.reason as "snoozedFor"
    from lead l
    join person p on p.org_id = l.org_id and p.id = l.person_id
    left join listing g on g.org_id = l.org_id and g.id = l.listing_id
    left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
    left join snooze z on z.org_id = l.org_id and z.lead_id = l.id and z.ended_at is null
   where l.org_id = $1 and l.id = any($2::uuid[])`;

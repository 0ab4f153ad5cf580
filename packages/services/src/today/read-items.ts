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
  nextStep: { id: string; kind: NextStepView["kind"]; dueAt: string; noteSealed: string | null } | null;
  snooze: { until: string; reason: string } | null;
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
    made.set(lead.leadId, itemOf(ctx, row, lead, { replyDueAt, now, trend: trends.get(row.id) }));
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

interface Moments {
  replyDueAt: Date | null;
  now: Date;
  trend: Trend | undefined;
}

function itemOf(
  ctx: Context,
  row: StoredItem,
  { leadId, section, enquiredAt, lastInAt, lastOutAt }: PlannedLead,
  { replyDueAt, now, trend }: Moments,
): TodayItem {
  const person = ctx.organisation.crypto.person(row.personId, row.wrappedKey);
  const awaiting = lastInAt !== null && (lastOutAt === null || lastInAt > lastOutAt);
  const nextStep = row.nextStep && {
    id: row.nextStep.id,
    kind: row.nextStep.kind,
    dueAt: new Date(row.nextStep.dueAt),
    note: openStepNote(person, row.nextStep.id, row.nextStep.noteSealed),
  };
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
    reason: reasonOf(row.topReason),
    enquiredAt,
    awaitingSince: awaiting ? lastInAt : null,
    replyDueAt: section === "new" ? replyDueAt : null,
    overdue: due !== null && due < now,
    lastOutAt,
    nextStep,
    snooze: row.snooze && { until: new Date(row.snooze.until), reason: row.snooze.reason },
    step: row.step,
    status: row.status,
    version: row.version,
  };
}

function reasonOf(stored: unknown): ItemReason | null {
  const words = wordTopReason(stored);
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
         (select jsonb_build_object('id', s.id, 'kind', s.kind, 'dueAt', s.due_at,
                                    'noteSealed', encode(s.note_sealed, 'base64'))
            from next_step s where s.org_id = l.org_id and s.lead_id = l.id and ${openStepSql("s")}
           order by s.due_at, s.id limit 1) as "nextStep",
         (select jsonb_build_object('until', z.until, 'reason', z.reason)
            from snooze z where z.org_id = l.org_id and z.lead_id = l.id and z.ended_at is null) as snooze
    from lead l
    join person p on p.org_id = l.org_id and p.id = l.person_id
    left join listing g on g.org_id = l.org_id and g.id = l.listing_id
    left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
   where l.org_id = $1 and l.id = any($2::uuid[])`;

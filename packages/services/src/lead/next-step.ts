import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { leadStanding } from "../act/standing.ts";
import type { Context } from "../context.ts";
import { similarListings } from "../listing/similar.ts";
import { requirePermission } from "../permissions.ts";
import { type DraftLanguage, draftTexts } from "./draft-text.ts";
import { getLead } from "./get.ts";
import { type Situation, type Suggestion, suggestNextStep } from "./suggest-next-step.ts";

export type { DraftLanguage } from "./draft-text.ts";
export type { Suggestion, SuggestionCode } from "./suggest-next-step.ts";

export const leadNextStepInput = z.object({ leadId: z.uuid() });

export interface LeadNextStep extends Suggestion {
  /** a message to them, where there is one to write */
  draft: Record<DraftLanguage, string> | null;
}

/** What to do about a lead now, by fixed rules; null for a closed one. Throws NOT_FOUND. */
export async function leadNextStep(
  ctx: Context,
  input: z.input<typeof leadNextStepInput>,
): Promise<LeadNextStep | null> {
  requirePermission(ctx, "lead.read");
  const { leadId } = leadNextStepInput.parse(input);
  const [lead, standing, similar, more] = await Promise.all([
    getLead(ctx, { leadId }),
    leadStanding(ctx, { leadId }),
    similarListings(ctx, { leadId }),
    ctx.db.withOrgSql(ctx.orgId, (sql) => readMore(sql, ctx, leadId)),
  ]);
  const [promised] = standing.nextSteps;
  const [other] = similar;
  const suggestion = suggestNextStep(
    {
      ...standing,
      status: lead.mergedInto ? "lost" : lead.status,
      step: lead.step,
      state: lead.state,
      snoozedUntil: standing.snooze?.until ?? null,
      promised: promised ?? null,
      visit: more.visit,
      listing: more.listing,
      similar: other ? nameOfListing(other) : null,
      question: lead.question?.question ?? null,
    },
    ctx.now().getTime(),
  );
  if (!suggestion) return null;
  const visitAt = suggestion.code === "confirm_visit" ? suggestion.at : null;
  const draft = draftTexts(suggestion.code, {
    ...suggestion,
    person: lead.name?.trim().split(/\s+/)[0] ?? null,
    broker: ctx.actor.kind === "user" ? ctx.actor.name : ctx.organisation.name,
    organisation: ctx.organisation.name,
    at: visitAt && { en: written(visitAt, ctx, "en-IN"), hi: written(visitAt, ctx, "hi-IN") },
  });
  return { ...suggestion, draft };
}

function nameOfListing(of: { project: string | null; type: string | null; externalId: string }): string {
  return [of.project, of.type].filter(Boolean).join(", ") || of.externalId;
}

function written(at: Date, { organisation }: Context, locale: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleString(locale, { timeZone: organisation.timezone, ...options });
  const clock = part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${part({ weekday: "long", day: "numeric", month: "long" })}, ${clock}`;
}

const visitWords = {
  site_visit_booked: "booked",
  site_visit_done: "done",
  site_visit_missed: "missed",
} as const;

async function readMore(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<Pick<Situation, "visit" | "listing">> {
  const { rows } = await sql.query<{
    project: string | null;
    type: string | null;
    externalId: string | null;
    status: string | null;
    visitType: keyof typeof visitWords | null;
    visitAt: Date | null;
  }>(
    `select g.project, g.type, g.external_id as "externalId", g.status, e.type as "visitType", e.occurred_at as "visitAt"
       from lead l
       left join listing g on g.org_id = l.org_id and g.id = l.listing_id
       left join lateral (
         select e.type, e.occurred_at from event e
          where e.org_id = l.org_id and e.lead_id = l.id and e.type = any($3::text[]) and not e.retracts
            and not exists (select from event c where c.org_id = e.org_id and c.lead_id = e.lead_id and c.corrects = e.id)
          order by e.occurred_at desc, e.id desc limit 1) e on true
      where l.org_id = $1 and l.id = $2`,
    [ctx.orgId, leadId, Object.keys(visitWords)],
  );
  const [row] = rows;
  if (!row) return { visit: null, listing: null };
  const { externalId, visitType, visitAt, status } = row;
  return {
    visit: visitType && visitAt ? { what: visitWords[visitType], at: visitAt } : null,
    listing:
      externalId === null
        ? null
        : { name: nameOfListing({ ...row, externalId }), available: status === "available" },
  };
}

import type { OrgSql } from "@leadlift/db/connect";
import { enrichedPrefix } from "@leadlift/scoring/features";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { allows, requirePermission } from "../permissions.ts";
import { maskEmail } from "../person/email.ts";
import { type ContactKind, openContact, openName } from "../person/new-person.ts";
import { maskPhone } from "../person/phone.ts";
import type { Budget, Grade, LeadStatus, ScoreState } from "./lead-row.ts";
import { plainValues } from "./record.ts";

/** A lead as programs are told of it. Money in paise. */
export interface ToldLead {
  leadId: string;
  deleted: false;
  externalId: string | null;
  personId: string;
  /** the lead that stands for it since they were merged */
  mergedInto: string | null;
  kind: string;
  status: LeadStatus;
  /** key of the furthest step reached */
  step: string | null;
  lostReason: string | null;
  source: string | null;
  city: string | null;
  budget: Budget | null;
  /** external id of what it is about */
  listing: string | null;
  attributes: Record<string, string | number | boolean | null>;
  name: string | null;
  /** phones first, oldest first; masked unless the asker may read contacts */
  contacts: { kind: ContactKind; value: string; masked: boolean }[];
  owner: { name: string; email: string } | null;
  score: {
    state: ScoreState;
    score: number | null;
    grade: Grade | null;
    probability: number | null;
    scoredAt: Date | null;
  };
  enquiredAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

export const tellLeadInput = z.object({ leadId: z.uuid() });

/** Contacts in full are audited. Throws NOT_FOUND. */
export async function tellLead(ctx: Context, input: z.input<typeof tellLeadInput>): Promise<ToldLead> {
  requirePermission(ctx, "lead.read");
  const { leadId } = tellLeadInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const lead = (await tellLeads(sql, ctx, [leadId])).get(leadId);
    if (!lead) throw notFound("This lead");
    if (lead.contacts.some(({ masked }) => !masked)) {
      await audit(sql, ctx, {
        action: "lead.reveal-contact",
        subjectType: "lead",
        subjectId: leadId,
        detail: { personId: lead.personId },
      });
    }
    return lead;
  });
}

interface Stored extends Omit<ToldLead, "deleted" | "budget" | "attributes" | "name" | "contacts" | "score"> {
  min: string | null;
  max: string | null;
  attributes: unknown;
  wrappedKey: Buffer;
  nameSealed: Buffer | null;
  state: ScoreState;
  score: number | null;
  grade: Grade | null;
  probability: number | null;
  scoredAt: Date | null;
}

/** Those of these leads that there are. Whoever shows contacts in full to somebody audits that. */
export async function tellLeads(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, ToldLead>> {
  if (leadIds.length === 0) return new Map();
  const { rows } = await sql.query<Stored>(toldSql, [ctx.orgId, leadIds], "tell leads");
  const contacts = await contactsOf(sql, ctx, rows);
  return new Map(rows.map((row) => [row.leadId, toldLead(ctx, row, contacts.get(row.personId) ?? [])]));
}

function toldLead(ctx: Context, stored: Stored, contacts: ToldLead["contacts"]): ToldLead {
  const {
    min,
    max,
    attributes,
    wrappedKey,
    nameSealed,
    state,
    score,
    grade,
    probability,
    scoredAt,
    ...lead
  } = stored;
  const person = ctx.organisation.crypto.person(lead.personId, wrappedKey);
  const own = Object.entries(plainValues(attributes)).filter(([key]) => !key.startsWith(enrichedPrefix));
  const paise = (text: string | null) => (text === null ? null : Number(text));
  return {
    ...lead,
    deleted: false,
    budget: min === null && max === null ? null : { minPaise: paise(min), maxPaise: paise(max) },
    attributes: Object.fromEntries(own),
    name: nameSealed && openName(person, lead.personId, nameSealed),
    contacts,
    score: { state, score, grade, probability, scoredAt },
  };
}

async function contactsOf(
  sql: OrgSql,
  ctx: Context,
  persons: readonly Pick<Stored, "personId" | "wrappedKey">[],
): Promise<Map<string, ToldLead["contacts"]>> {
  const keys = new Map(persons.map(({ personId, wrappedKey }) => [personId, wrappedKey]));
  const { rows } = await sql.query<{ id: string; personId: string; kind: ContactKind; sealed: Buffer }>(
    `select id, person_id as "personId", kind, sealed from contact_point
      where org_id = $1 and person_id = any($2::uuid[]) order by kind desc, created_at, id`,
    [ctx.orgId, [...keys.keys()]],
    "contacts to tell",
  );
  const masked = !allows(ctx, "lead.read-contact");
  const found = new Map<string, ToldLead["contacts"]>();
  for (const { id, personId, kind, sealed } of rows) {
    const wrappedKey = keys.get(personId);
    if (!wrappedKey) continue;
    const clear = openContact(ctx.organisation.crypto.person(personId, wrappedKey), id, sealed);
    const mask = kind === "phone" ? maskPhone : maskEmail;
    const contact = { kind, value: masked ? mask(clear) : clear, masked };
    found.set(personId, [...(found.get(personId) ?? []), contact]);
  }
  return found;
}

const toldSql = `
  select l.id as "leadId", l.external_id as "externalId", l.person_id as "personId", l.merged_into as "mergedInto", l.kind,
         l.status, l.step, l.lost_reason as "lostReason", l.source, l.city, l.budget_min_paise as min,
         l.budget_max_paise as max, g.external_id as listing, l.attributes, p.wrapped_key as "wrappedKey",
         p.name_sealed as "nameSealed", l.score_state as state, l.score, l.grade, l.probability,
         l.scored_at as "scoredAt", l.enquired_at as "enquiredAt", l.created_at as "createdAt",
         coalesce(c.at, l.updated_at) as "updatedAt", l.version,
         case when m.user_id is not null then jsonb_build_object('name', m.name, 'email', m.email) end as owner
    from unnest($2::uuid[]) as wanted(id)
    join lead l on l.org_id = $1 and l.id = wanted.id
    join person p on p.org_id = l.org_id and p.id = l.person_id
    left join lead_change c on c.org_id = l.org_id and c.lead_id = l.id
    left join listing g on g.org_id = l.org_id and g.id = l.listing_id
    left join org_member m on m.org_id = l.org_id and m.user_id = l.owner_id`;

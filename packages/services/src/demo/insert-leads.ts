import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { gradeOf, scoreOf } from "@leadlift/scoring/grade";
import type { SimulatedLead, SimulatedPerson } from "@leadlift/simulator";
import type { OrganisationSettings } from "../context.ts";
import { insertPeople } from "./insert-people.ts";

/** Share of the sample's enquiries that come to a visit within 30 days: its score of 50. */
const usualPromise = 0.133;

/** A simulated lead that is now one of ours. */
export interface InsertedLead {
  id: string;
  lead: SimulatedLead;
  personId: string;
  ownerId: string | null;
}

/** What a simulated lead refers to. */
export interface Cast {
  /** Users by a broker's key. */
  owners: ReadonlyMap<string, string>;
  /** Listings by their external id. */
  listings: ReadonlyMap<string, string>;
  personOf(lead: SimulatedLead): SimulatedPerson;
}

/** Inserts leads with their persons and outcomes: one statement a table. */
export async function insertLeads(
  sql: OrgSql,
  organisation: Pick<OrganisationSettings, "id" | "crypto" | "cutoffs">,
  cast: Cast,
  leads: readonly SimulatedLead[],
): Promise<InsertedLead[]> {
  const personIds = await insertPeople(sql, organisation, leads.map(cast.personOf), leads);
  const prepared = leads.map((lead, index): InsertedLead => {
    const ownerId = cast.owners.get(lead.ownerKey ?? "") ?? null;
    return { id: newId(), lead, ownerId, personId: personIds[index] ?? "" };
  });
  await insertLeadRows(sql, organisation, cast, prepared);
  await insertOutcomes(sql, organisation.id, prepared);
  return prepared;
}

async function insertLeadRows(
  sql: OrgSql,
  organisation: Pick<OrganisationSettings, "id" | "cutoffs">,
  { listings }: Cast,
  prepared: readonly InsertedLead[],
): Promise<void> {
  const scores = prepared.map(({ lead }) => scoreOf(lead.promise, usualPromise));
  await sql.query(
    `insert into lead (org_id, id, person_id, external_id, kind, status, step, lost_reason, source, city, owner_id,
                       budget_min_paise, budget_max_paise, attributes, enquired_at, created_at, updated_at, listing_id,
                       score_state, score, grade, probability)
     select $1, id, person_id, external_id, kind, status, step, lost_reason, source, city, owner_id,
            least, most, attributes, at, at, changed, listing_id, 'scored', score, grade, probability
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                   $10::text[], $11::uuid[], $12::bigint[], $13::bigint[], $14::jsonb[], $15::timestamptz[],
                   $16::timestamptz[], $17::uuid[], $18::int[], $19::text[], $20::float8[])
         as t (id, person_id, external_id, kind, status, step, lost_reason, source, city, owner_id, least, most,
               attributes, at, changed, listing_id, score, grade, probability)`,
    [
      organisation.id,
      prepared.map(({ id }) => id),
      prepared.map(({ personId }) => personId),
      prepared.map(({ lead }) => lead.externalId),
      prepared.map(({ lead }) => lead.kind),
      prepared.map(({ lead }) => statusOf(lead)),
      prepared.map(({ lead }) => lead.outcomes.at(-1)?.step ?? null),
      prepared.map(({ lead }) => lead.lost?.reason ?? null),
      prepared.map(({ lead }) => lead.source),
      prepared.map(({ lead }) => lead.city),
      prepared.map(({ ownerId }) => ownerId),
      prepared.map(({ lead }) => lead.budgetMinPaise),
      prepared.map(({ lead }) => lead.budgetMaxPaise),
      prepared.map(({ lead }) => JSON.stringify(attributesOf(lead))),
      prepared.map(({ lead }) => lead.createdAt),
      prepared.map(({ lead }) => lastChange(lead)),
      prepared.map(({ lead }) => listings.get(lead.listing ?? "") ?? null),
      scores,
      scores.map((score) => gradeOf(score, organisation.cutoffs)),
      prepared.map(({ lead }) => lead.promise),
    ],
  );
  // Their assignments keep what they promised; the open ones wait for the first model of the organisation's own. None has a
  // time of scoring: what is recorded of a lead that was served counts as known from now on, and nothing could be learnt.
  await sql.query(
    `update lead set score_state = 'none', score = null, grade = null, probability = null
      where org_id = $1 and status = 'open' and id = any($2::uuid[])`,
    [organisation.id, prepared.map(({ id }) => id)],
  );
}

async function insertOutcomes(sql: OrgSql, orgId: string, prepared: readonly InsertedLead[]): Promise<void> {
  const outcomes = prepared.flatMap(({ id, lead, ownerId }) => [
    ...lead.outcomes.map(({ step, occurredAt }) => ({ leadId: id, ownerId, step, occurredAt, reason: null })),
    ...(lead.lost ? [{ leadId: id, ownerId, step: "lost", ...lead.lost }] : []),
  ]);
  await sql.query(
    `insert into lead_outcome (org_id, id, lead_id, step, reason, source, actor_id, occurred_at, recorded_at)
     select $1, id, lead_id, step, reason, case when actor_id is null then 'system' else 'user' end, actor_id, at, at
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[])
         as t (id, lead_id, step, reason, actor_id, at)`,
    [
      orgId,
      outcomes.map(() => newId()),
      outcomes.map(({ leadId }) => leadId),
      outcomes.map(({ step }) => step),
      outcomes.map(({ reason }) => reason),
      outcomes.map(({ ownerId }) => ownerId),
      outcomes.map(({ occurredAt }) => occurredAt),
    ],
  );
}

function statusOf(lead: SimulatedLead): "open" | "won" | "lost" {
  if (lead.lost) return "lost";
  return lead.outcomes.at(-1)?.step === "won" ? "won" : "open";
}

function lastChange(lead: SimulatedLead): Date {
  const times = [
    lead.createdAt,
    lead.events.at(-1)?.occurredAt,
    lead.outcomes.at(-1)?.occurredAt,
    lead.lost?.occurredAt,
  ];
  return new Date(Math.max(...times.map((time) => time?.getTime() ?? 0)));
}

// Unknown is absent.
function attributesOf(lead: SimulatedLead): Record<string, string | number | boolean> {
  const { locality, project, propertyType: property_type, bedrooms } = lead;
  const values = Object.entries({ locality, project, property_type, bedrooms, ...lead.attributes });
  return Object.fromEntries(values.flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}

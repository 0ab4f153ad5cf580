import type { OrgSql } from "@leadlift/db/connect";
import {
  type ConsentFact,
  type ConsentView,
  consentView,
  type Purpose,
  purposes,
} from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { groupBy } from "./group-by.ts";

/** What the ledger says of a person, oldest first. */
interface Ledger {
  personId: string;
  entries: readonly (Omit<ConsentFact, "personId" | "purpose"> & { purpose: string })[];
}

/** Column of Ledger in SQL, of the person in the column `person`, with its table; $1 is the organisation. */
const entriesOf = (person: string) => `
  (select coalesce(jsonb_agg(jsonb_build_object('purpose', e.purpose, 'status', e.status,
                                                'occurredAt', extract(epoch from e.occurred_at) * 1000,
                                                'recordedAt', extract(epoch from e.recorded_at) * 1000,
                                                'expiresAt', extract(epoch from e.expires_at) * 1000)
                             order by e.recorded_at, e.id), '[]')
     from consent_entry e where e.org_id = $1::uuid and e.person_id = ${person}) as entries`;

/** How leads stand, the persons behind them, and what the ledger says of these. */
export interface Consents {
  /** of each lead that is there; null: it stands for itself */
  readonly mergedInto: ReadonlyMap<string, string | null>;
  /** of a lead and of those merged into it now */
  personsOf(leadId: string): readonly string[];
  factsOf(leadId: string): readonly ConsentFact[];
}

export async function loadConsents(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Consents> {
  const { rows } = await sql.query<Ledger & { leadId: string; mergedInto: string | null }>(
    // From lead to lead by index: a join would read the table from one end to the other.
    `with recursive family as (
       select l.id as lead_id, l.merged_into, l.id, l.person_id from lead l where l.org_id = $1::uuid and l.id = any($2::uuid[])
       union all
       select f.lead_id, f.merged_into, m.id, m.person_id from family f cross join lateral (
         select l.id, l.person_id from lead l where l.org_id = $1::uuid and l.merged_into = f.id offset 0) m
     )
     select lead_id as "leadId", merged_into as "mergedInto", person_id as "personId", ${entriesOf("behind.person_id")}
       from (select distinct lead_id, merged_into, person_id from family) behind`,
    [ctx.orgId, leadIds],
    "consents of leads",
  );
  const ledgers = groupBy(rows, ({ leadId }) => leadId);
  return {
    mergedInto: new Map(rows.map(({ leadId, mergedInto }) => [leadId, mergedInto])),
    personsOf: (leadId) => (ledgers.get(leadId) ?? []).map(({ personId }) => personId),
    factsOf: (leadId) => (ledgers.get(leadId) ?? []).flatMap(factsOf),
  };
}

/** Of whoever the ledger says nothing: at all times the same. */
export const silence = consentView([], [], { at: 0, knownAt: 0, lawfulAt: 0 });

/** What is in force for a lead at a moment, as known then. */
export function consentsAt(consents: Consents, leadId: string, now: number): ConsentView {
  const facts = consents.factsOf(leadId);
  if (facts.length === 0) return silence;
  return consentView(facts, consents.personsOf(leadId), { at: now, knownAt: now, lawfulAt: now });
}

/** The whole ledger of persons. */
export async function consentFacts(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  personIds: readonly string[],
): Promise<Map<string, ConsentFact[]>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql.query<Ledger>(
    `select id as "personId", ${entriesOf("asked.id")} from unnest($2::uuid[]) as asked(id)`,
    [ctx.orgId, personIds],
    "consents of persons",
  );
  return new Map(rows.map((ledger) => [ledger.personId, factsOf(ledger)]));
}

function factsOf({ personId, entries }: Ledger): ConsentFact[] {
  return entries.flatMap(({ purpose, ...entry }) =>
    isPurpose(purpose) ? [{ ...entry, personId, purpose }] : [],
  );
}

function isPurpose(text: string): text is Purpose {
  return purposes.some((purpose) => purpose === text);
}

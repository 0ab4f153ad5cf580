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

interface Row extends Omit<ConsentFact, "purpose" | "occurredAt" | "recordedAt" | "expiresAt"> {
  purpose: string;
  occurredAt: Date;
  recordedAt: Date;
  expiresAt: Date | null;
}

/** The persons behind leads, and what the ledger says of them. */
export interface Consents {
  /** of a lead and of those merged into it now */
  personsOf(leadId: string): readonly string[];
  factsOf(leadId: string): readonly ConsentFact[];
}

/** Of leads that stand for themselves. */
export async function loadConsents(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Consents> {
  const rows = await personsBehind(sql, ctx, leadIds);
  const persons = groupBy(rows, ({ leadId }) => leadId);
  const facts = await consentFacts(sql, ctx, [...new Set(rows.map(({ personId }) => personId))]);
  const personsOf = (leadId: string) => (persons.get(leadId) ?? []).map(({ personId }) => personId);
  return {
    personsOf,
    factsOf: (leadId) => personsOf(leadId).flatMap((personId) => facts.get(personId) ?? []),
  };
}

async function personsBehind(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<{ leadId: string; personId: string }[]> {
  if (leadIds.length === 0) return [];
  const { rows: own } = await sql.query<{ leadId: string; personId: string }>(
    `select id as "leadId", person_id as "personId" from lead where org_id = $1 and id = any($2::uuid[])`,
    [ctx.orgId, leadIds],
    "persons of leads",
  );
  const { rows: others } = await sql.query<{ leadId: string; personId: string }>(
    `with recursive cluster as (
       select merged_into as lead_id, id, person_id from lead where org_id = $1::uuid and merged_into = any($2::uuid[])
       union all
       select c.lead_id, l.id, l.person_id from cluster c join lead l on l.org_id = $1::uuid and l.merged_into = c.id
     )
     select distinct lead_id as "leadId", person_id as "personId" from cluster`,
    [ctx.orgId, leadIds],
    "persons of merged leads",
  );
  const known = new Set(own.map(({ leadId, personId }) => `${leadId} ${personId}`));
  return [...own, ...others.filter(({ leadId, personId }) => !known.has(`${leadId} ${personId}`))];
}

/** What is in force for a lead at a moment, as known then. */
export function consentsAt(consents: Consents, leadId: string, now: number): ConsentView {
  const asOf = { at: now, knownAt: now, lawfulAt: now };
  return consentView(consents.factsOf(leadId), consents.personsOf(leadId), asOf);
}

/** The whole ledger of persons. */
export async function consentFacts(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  personIds: readonly string[],
): Promise<Map<string, ConsentFact[]>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql.query<Row>(
    `select person_id as "personId", purpose, status, occurred_at as "occurredAt", recorded_at as "recordedAt",
            expires_at as "expiresAt"
       from consent_entry where org_id = $1 and person_id = any($2::uuid[]) order by recorded_at, id`,
    [ctx.orgId, personIds],
    "consents of persons",
  );
  return groupBy(
    rows.flatMap(({ occurredAt, recordedAt, expiresAt, purpose, ...row }): ConsentFact[] =>
      isPurpose(purpose)
        ? [
            {
              ...row,
              purpose,
              occurredAt: occurredAt.getTime(),
              recordedAt: recordedAt.getTime(),
              expiresAt: expiresAt?.getTime() ?? null,
            },
          ]
        : [],
    ),
    ({ personId }) => personId,
  );
}

function isPurpose(text: string): text is Purpose {
  return purposes.some((purpose) => purpose === text);
}

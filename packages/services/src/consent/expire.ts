import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { consentView } from "@leadlift/scoring/features";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { forgetEnriched } from "../enrichment/forget-enriched.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { consentFacts } from "../feature/load-consents.ts";
import { keptLeads } from "../lead/cluster.ts";
import { requirePermission } from "../permissions.ts";
import { forgetServed, leadsOfPersons, purposesOfFeatures } from "./forget-served.ts";
import { appendToLedger, type LedgerEntry } from "./ledger.ts";
import type { Purpose } from "./purposes.ts";

const batch = 200;

/**
 * Notes in the ledger, once each, the consents whose time is over, and lets go of what rested on them: enriched
 * attributes, vectors, and scores, which are made anew. Stopped at any time, the next call goes on. Counts expiries.
 */
export async function expireConsents(ctx: Context, signal?: AbortSignal): Promise<number> {
  requirePermission(ctx, "consent.write");
  let expired = 0;
  while (!signal?.aborted) {
    const { found, noted } = await untilSettled(() =>
      ctx.db.withOrgSql(ctx.orgId, (sql) => expireSome(sql, ctx)),
    );
    expired += noted;
    if (found < batch) break;
  }
  return expired;
}

async function expireSome(sql: OrgSql, ctx: Context): Promise<{ found: number; noted: number }> {
  const { rows } = await sql.query<Lapsed>(lapsedSql, [ctx.orgId, ctx.now()]);
  if (rows.length === 0) return { found: 0, noted: 0 };
  const held = await holdStates(sql, ctx, await leadsOfPersons(sql, ctx, rows));
  const entries = rows.map((row) => expiryOf(row, held.recordedAt));
  // Another sweeper may have noted some of them meanwhile, and done the rest.
  const written = await appendToLedger(sql, ctx, entries);
  const noted = entries.filter(({ id }) => written.has(id));

  const over = await notInForce(sql, ctx, noted, held.recordedAt.getTime());
  const personsOf = (entries: readonly LedgerEntry[]) => [
    ...new Set(entries.map(({ personId }) => personId)),
  ];
  await forgetEnriched(sql, ctx, personsOf(over.filter(({ purpose }) => purpose === "enrichment")));
  const read = over.filter(({ purpose }) => purposesOfFeatures.has(purpose));
  const leads = await leadsOfPersons(sql, ctx, read);
  for (const leadId of leads) held.refold(leadId);
  await forgetServed(sql, ctx, await keptLeads(sql, ctx, leads));
  if (leads.length > 0) await held.settle({ promiseScores: true });
  for (const { id, personId, purpose } of noted) {
    await audit(sql, ctx, {
      action: "consent.expire",
      subjectType: "person",
      subjectId: personId,
      detail: { entryId: id, purpose },
    });
  }
  return { found: rows.length, noted: noted.length };
}

/** Without those that somebody renewed since. */
async function notInForce(
  sql: OrgSql,
  ctx: Context,
  expired: readonly LedgerEntry[],
  now: number,
): Promise<LedgerEntry[]> {
  const asOf = { at: now, knownAt: now, lawfulAt: now };
  const facts = await consentFacts(
    sql,
    ctx,
    expired.map(({ personId }) => personId),
  );
  return expired.filter(
    ({ personId, purpose }) => !consentView(facts.get(personId) ?? [], [personId], asOf)[purpose].inForce,
  );
}

interface Lapsed {
  id: string;
  personId: string;
  purpose: Purpose;
  expiresAt: Date;
}

function expiryOf({ id, personId, purpose, expiresAt }: Lapsed, recordedAt: Date): LedgerEntry {
  return {
    id: newId(),
    personId,
    purpose,
    status: "expired",
    noticeHash: null,
    locale: null,
    channel: "system",
    evidence: { entryId: id },
    occurredAt: expiresAt,
    recordedAt,
    expiresAt: null,
    consentId: null,
  };
}

/** Consents that stood when their time was over, as `consentView` reads them, and of which that is not noted yet. */
const lapsedSql = `
  select c.id, c.person_id as "personId", c.purpose, c.expires_at as "expiresAt"
    from consent_entry c
   where c.org_id = $1 and c.expires_at <= $2 and c.status in ('given', 'legacy')
     and not exists (
       select from consent_entry e
        where e.org_id = c.org_id and e.person_id = c.person_id and e.purpose = c.purpose and e.id <> c.id
          and case
                when e.status = 'expired' then e.occurred_at = c.expires_at
                when (e.occurred_at, e.recorded_at, e.id) > (c.occurred_at, c.recorded_at, c.id)
                  then e.occurred_at < c.expires_at and (e.status <> 'legacy' or c.status = 'legacy')
                else c.status = 'legacy' and e.status <> 'legacy'
              end)
   order by c.expires_at, c.id limit ${batch}`;

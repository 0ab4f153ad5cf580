import type { OrgSql } from "@leadlift/db/connect";
import type { ConsentFact, ConsentStatus } from "@leadlift/scoring/features";
import { actorId } from "../audit.ts";
import type { Context } from "../context.ts";
import type { Purpose } from "./purposes.ts";

/** A row for the ledger: whose, and what. */
export interface LedgerEntry {
  id: string;
  personId: string;
  purpose: Purpose;
  status: ConsentStatus;
  noticeHash: Buffer | null;
  locale: string | null;
  channel: string;
  evidence: Readonly<Record<string, string | number | boolean>>;
  occurredAt: Date;
  recordedAt: Date;
  expiresAt: Date | null;
  /** the sender's */
  consentId: string | null;
}

/** As the features read it. */
export function toFact(entry: LedgerEntry): ConsentFact {
  const { personId, purpose, status, occurredAt, recordedAt, expiresAt } = entry;
  return {
    personId,
    purpose,
    status,
    occurredAt: occurredAt.getTime(),
    recordedAt: recordedAt.getTime(),
    expiresAt: expiresAt?.getTime() ?? null,
  };
}

/**
 * The only write there is: nothing in the ledger is ever changed. Gives the ids of what was written, without entries
 * whose sender's id stands there already and expiries that are noted already.
 */
export async function appendToLedger(
  sql: OrgSql,
  ctx: Context,
  entries: readonly LedgerEntry[],
): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>(
    `insert into consent_entry (org_id, id, person_id, purpose, status, notice_hash, locale, channel, actor_kind, actor_id,
                                evidence, occurred_at, recorded_at, expires_at, consent_id)
     select $1, id, person_id, purpose, status, notice_hash, locale, channel, $2, $3, evidence, occurred_at, recorded_at,
            expires_at, consent_id
       from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::bytea[], $9::text[], $10::text[], $11::jsonb[],
                   $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::text[])
         as t (id, person_id, purpose, status, notice_hash, locale, channel, evidence, occurred_at, recorded_at, expires_at,
               consent_id)
         on conflict do nothing returning id`,
    [
      ctx.orgId,
      ctx.actor.kind,
      actorId(ctx.actor),
      entries.map(({ id }) => id),
      entries.map(({ personId }) => personId),
      entries.map(({ purpose }) => purpose),
      entries.map(({ status }) => status),
      entries.map(({ noticeHash }) => noticeHash),
      entries.map(({ locale }) => locale),
      entries.map(({ channel }) => channel),
      entries.map(({ evidence }) => JSON.stringify(evidence)),
      entries.map(({ occurredAt }) => occurredAt),
      entries.map(({ recordedAt }) => recordedAt),
      entries.map(({ expiresAt }) => expiresAt),
      entries.map(({ consentId }) => consentId),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

import type { PersonCrypto } from "@leadlift/db/encryption";
import { type ConsentView, purposes, type RawRecord } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { foldUnread, type GlancedVector, glanceVectors } from "../feature/glance-vectors.ts";
import { leadRecord } from "../feature/lead-record.ts";
import { silence } from "../feature/load-consents.ts";
import { type MadeLead, recordOf } from "./made-lead.ts";

/** Who is scored: what is known of them, and whose key seals it. */
export interface Subject {
  leadId: string | null;
  /** null: sealed with the organisation's key */
  personId: string | null;
  crypto: PersonCrypto;
  record: RawRecord;
  /** purposes in force */
  consents: string[];
  /** of what the record was read from; null: it is not to be repeated */
  stamp: string | null;
}

/** A consent that runs out earlier changes the answer while its stamp stays. */
const longestRepeatedMs = 2 * 60_000;

/**
 * Kept leads by their ids, as of now; unknown, merged and forgotten ones are left out. One that cannot be read now,
 * because somebody writes about it for long, gets its own UNAVAILABLE.
 */
export async function readSubjects(
  ctx: Context,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, Subject | ServiceError>> {
  const subjects = new Map<string, Subject | ServiceError>();
  if (leadIds.length === 0) return subjects;
  const { seen, unread } = await ctx.db.withOrgSql(ctx.orgId, (sql) => glanceVectors(sql, ctx, leadIds));
  const keep = (leads: readonly GlancedVector[]) => {
    for (const lead of leads) if (lead.wrappedKey.length > 0) subjects.set(lead.leadId, subjectOf(ctx, lead));
  };
  keep(seen);
  if (unread.length === 0) return subjects;
  try {
    keep(await ctx.db.withOrgSql(ctx.orgId, (sql) => foldUnread(sql, ctx, unread)));
  } catch (error) {
    if (!isLockedOut(error)) throw error;
    const busy = new ServiceError(
      "UNAVAILABLE",
      "Much is being written about this lead; try again in a moment.",
    );
    for (const { leadId } of unread) subjects.set(leadId, busy);
  }
  return subjects;
}

/** PostgreSQL's lock_not_available and deadlock_detected. */
function isLockedOut(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "55P03" || code === "40P01";
}

function subjectOf(ctx: Context, lead: GlancedVector): Subject {
  const { leadId, personId, wrappedKey, stamp, consents, lawfulUntil } = lead;
  const changesSoon = lawfulUntil !== null && lawfulUntil.getTime() < ctx.now().getTime() + longestRepeatedMs;
  return {
    leadId,
    personId,
    crypto: ctx.organisation.crypto.person(personId, wrappedKey),
    record: leadRecord(lead),
    consents: inForce(consents),
    stamp: changesSoon ? null : stamp,
  };
}

/** A lead that nobody keeps. Throws BAD_INPUT for an event that would be refused. */
export function madeSubject(
  ctx: Context,
  told: { made: MadeLead; events: readonly object[] },
  columns: readonly string[] | null,
): Subject {
  return {
    leadId: null,
    personId: null,
    crypto: ctx.organisation.crypto,
    record: recordOf(ctx, told.made, told.events, columns),
    consents: impliedByTelling,
    stamp: "",
  };
}

function inForce(consents: ConsentView): string[] {
  return purposes.filter((purpose) => consents[purpose].inForce);
}

const impliedByTelling = inForce(silence);

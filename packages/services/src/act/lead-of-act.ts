import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { lockLead } from "../outcome/add-outcome.ts";
import type { LeadAfter } from "./stored-act.ts";

/** A lead that nobody else changes until the transaction ends. */
export interface ActedLead {
  id: string;
  ownerId: string | null;
  /** seals what is written about the person */
  person: PersonCrypto;
}

/** Throws NOT_FOUND, CONFLICT for a lead that has changed since `version`. */
export async function lockActedLead(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  version: number | undefined,
): Promise<ActedLead> {
  const held = await lockLead(sql, ctx, leadId);
  if (version !== undefined && version !== held.version) {
    throw new ServiceError("CONFLICT", "Somebody else has changed this lead meanwhile; look at it again.", {
      version: held.version,
    });
  }
  const { rows } = await sql.query<{ ownerId: string | null; personId: string; wrappedKey: Buffer }>(
    `select l.owner_id as "ownerId", p.id as "personId", p.wrapped_key as "wrappedKey"
       from lead l join person p on p.org_id = l.org_id and p.id = l.person_id where l.org_id = $1 and l.id = $2`,
    [ctx.orgId, leadId],
  );
  const [row] = rows;
  if (!row) throw notFound("This lead");
  const person = ctx.organisation.crypto.person(row.personId, row.wrappedKey);
  return { id: leadId, ownerId: row.ownerId, person };
}

export async function readAfter(sql: OrgSql, ctx: Context, leadId: string): Promise<LeadAfter> {
  const { rows } = await sql.query<LeadAfter>(
    `select status, step, lost_reason as "lostReason", owner_id as "ownerId", version from lead
      where org_id = $1 and id = $2`,
    [ctx.orgId, leadId],
  );
  const [lead] = rows;
  if (!lead) throw notFound("This lead");
  return lead;
}

import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { handOut } from "../assignment/hand-out.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { promiseEnrichment } from "../enrichment/promise.ts";
import { MovedMeanwhile } from "../event/moved-meanwhile.ts";
import { notifyAssigned } from "../notification/notify-assigned.ts";
import { ownersBefore, tellAssigned } from "../webhook/tell-assigned.ts";
import { personOfGiven } from "./person-of-given.ts";
import type { GivenLead } from "./put-lead-input.ts";
import type { ResolvedLead } from "./resolve-given.ts";

/** A new lead with what an enquiry brings about: its person, somebody whose it is or all being told, the trail. */
export async function makeLead(
  sql: OrgSql,
  ctx: Context,
  given: GivenLead,
  resolved: ResolvedLead,
): Promise<{ leadId: string; personId: string }> {
  const { personId } = await personOfGiven(sql, ctx, given, null);
  const leadId = newId();
  const now = ctx.now();
  const enquiredAt = notAfter(given.enquiredAt, now) ?? now;
  const { ownerId = null, listingId = null, budget, attributes } = resolved;
  const known = Object.entries(attributes).filter(([, value]) => value !== null);
  const { rowCount } = await sql.query(
    `insert into lead (org_id, id, person_id, external_id, kind, source, city, owner_id, budget_min_paise,
                       budget_max_paise, attributes, listing_id, enquired_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
         on conflict (org_id, external_id) do nothing`,
    [
      ctx.orgId,
      leadId,
      personId,
      given.externalId,
      given.kind ?? "buyer",
      given.source ?? null,
      given.city ?? null,
      ownerId,
      budget?.minPaise ?? null,
      budget?.maxPaise ?? null,
      JSON.stringify(Object.fromEntries(known)),
      listingId,
      enquiredAt,
      now,
    ],
    "make lead",
  );
  // An import made it meanwhile.
  if (rowCount === 0) throw new MovedMeanwhile();
  await promiseEnrichment(sql, ctx, { leadIds: [leadId] });
  if (ownerId === null) await handOut(sql, ctx, { leadId, at: enquiredAt });
  else await giveNew(sql, ctx, leadId, ownerId);
  await audit(sql, ctx, { action: "lead.create", subjectType: "lead", subjectId: leadId });
  return { leadId, personId };
}

/** It was nobody's before. */
async function giveNew(sql: OrgSql, ctx: Context, leadId: string, ownerId: string): Promise<void> {
  await notifyAssigned(sql, ctx, [{ leadId, to: ownerId }]);
  const now = await ownersBefore(sql, ctx, [leadId]);
  const before = now && { ...now, leads: now.leads.map((lead) => ({ ...lead, ownerId: null })) };
  await tellAssigned(sql, ctx, before, { to: new Map([[leadId, ownerId]]), cause: "new", at: ctx.now() });
}

/** What a sender's clock has ahead of ours is now. */
export function notAfter(at: Date | undefined, now: Date): Date | undefined {
  return at && at > now ? now : at;
}

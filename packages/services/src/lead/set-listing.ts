import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { lockStates } from "../feature/lock-states.ts";
import { announce } from "../live/announce.ts";
import { lockLead } from "../outcome/add-outcome.ts";
import { changeFields } from "../outcome/change.ts";
import { requirePermission } from "../permissions.ts";
import { promiseScore } from "./promise-score.ts";
import { refuseOldVersion } from "./refuse-old-version.ts";

export const setLeadListingInput = z.object({
  ...changeFields,
  /** of the listing that the enquiry is about; null: none, or nobody knows */
  externalId: z.string().min(1).max(200).nullable(),
});

export interface ListingChange {
  leadId: string;
  /** handed to this verb again, it undoes the change */
  before: string | null;
  externalId: string | null;
  version: number;
}

/** Says which listing a lead asks for; its score follows. Throws NOT_FOUND, CONFLICT for an old version or a merged lead. */
export async function setLeadListing(
  ctx: Context,
  input: z.input<typeof setLeadListingInput>,
): Promise<ListingChange> {
  requirePermission(ctx, "lead.work");
  const { leadId, externalId, version } = setLeadListingInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await lockStates(sql, ctx, [leadId], "update");
    const held = await lockLead(sql, ctx, leadId);
    refuseOldVersion(held.version, version);
    const listingId = externalId === null ? null : await listingIdOf(sql, ctx, externalId);
    const before = await listingBefore(sql, ctx, leadId);
    const change = { leadId, before, externalId };
    if (before === externalId) return { ...change, version: held.version };
    await sql.query(
      "update lead set listing_id = $3, version = version + 1, updated_at = $4 where org_id = $1 and id = $2",
      [ctx.orgId, leadId, listingId, ctx.now()],
    );
    await audit(sql, ctx, {
      action: "lead.set-listing",
      subjectType: "lead",
      subjectId: leadId,
      detail: { listingId },
    });
    await promiseScore(sql, ctx, leadId);
    await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
    return { ...change, version: held.version + 1 };
  });
}

async function listingIdOf(sql: OrgSql, ctx: Context, externalId: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    "select id from listing where org_id = $1 and external_id = $2",
    [ctx.orgId, externalId],
  );
  const [listing] = rows;
  if (!listing) throw notFound("This listing");
  return listing.id;
}

async function listingBefore(sql: OrgSql, ctx: Context, leadId: string): Promise<string | null> {
  const { rows } = await sql.query<{ externalId: string }>(
    `select g.external_id as "externalId" from lead l join listing g on g.org_id = l.org_id and g.id = l.listing_id
      where l.org_id = $1 and l.id = $2`,
    [ctx.orgId, leadId],
  );
  return rows[0]?.externalId ?? null;
}

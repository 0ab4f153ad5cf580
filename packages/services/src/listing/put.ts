import { isDeepStrictEqual } from "node:util";
import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { promiseJobs } from "../jobs/promise.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { requirePermission } from "../permissions.ts";
import { type Listing, type ListingInput, putListingInput } from "./listing-input.ts";
import { readListing } from "./read-listing.ts";

/** Above it the whole organisation is scored: a job a lead would crowd the queue. */
const mostSingleScores = 500;

export interface PutListing {
  listingId: string;
  created: boolean;
  /** false: it was there and said the same */
  changed: boolean;
}

/** Makes the listing with this external id, or replaces all that is known of it; the scores of its open leads follow. */
export async function putListing(ctx: Context, input: ListingInput): Promise<PutListing> {
  requirePermission(ctx, "listing.write");
  const listing = putListingInput.parse(input);
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    const listingId = newId();
    if (await insertListing(tx, ctx, listingId, listing)) {
      await audit(tx, ctx, { action: "listing.create", subjectType: "listing", subjectId: listingId });
      return { listingId, created: true, changed: true };
    }
    return replaceListing(tx, ctx, listing);
  });
}

async function insertListing(tx: Tx, ctx: Context, id: string, listing: Listing): Promise<boolean> {
  const now = ctx.now();
  const { count } = await tx.listing.createMany({
    data: { orgId: ctx.orgId, id, ...columnsOf(listing), createdAt: now, updatedAt: now },
    skipDuplicates: true,
  });
  return count > 0;
}

async function replaceListing(tx: Tx, ctx: Context, listing: Listing): Promise<PutListing> {
  const { orgId } = ctx;
  const { externalId } = listing;
  await tx.$queryRaw`
    select 1 from listing where org_id = ${orgId}::uuid and external_id = ${externalId} for no key update`;
  const before = await readListing(tx, ctx, externalId);
  if (!before) throw new Error("A listing went away while it was replaced.");
  const { listingId, version } = before;
  const names = Object.keys(listing) as (keyof Listing)[];
  const fields = names.filter((name) => !isDeepStrictEqual(before[name], listing[name]));
  if (fields.length === 0) return { listingId, created: false, changed: false };
  const scored = fields.some((field) => field !== "attributes");
  if (scored) await holdLeads(tx, ctx, listingId);
  await tx.listing.update({
    where: { orgId_id: { orgId, id: listingId } },
    data: { ...columnsOf(listing), version: { increment: 1 }, updatedAt: ctx.now() },
    select: { id: true },
  });
  await audit(tx, ctx, {
    action: "listing.change",
    subjectType: "listing",
    subjectId: listingId,
    detail: { fields: fields.join(" "), version: version + 1 },
  });
  if (scored) await promiseScores(tx, ctx, listingId);
  return { listingId, created: false, changed: true };
}

/**
 * Whoever keeps a vector holds its lead's state: the change comes either before it or after.
 * A vector that was computed ahead knows the earlier price, and holds for an earlier state only.
 */
async function holdLeads(tx: Tx, { orgId }: Context, listingId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from lead_state s
     where s.org_id = ${orgId}::uuid
       and s.lead_id in (select id from lead where org_id = ${orgId}::uuid and listing_id = ${listingId}::uuid)
     order by s.lead_id for update of s`;
  await tx.$executeRaw`
    update lead_state s set version = s.version + 1
     where s.org_id = ${orgId}::uuid
       and s.lead_id in (select id from lead where org_id = ${orgId}::uuid and listing_id = ${listingId}::uuid)`;
}

async function promiseScores(tx: Tx, ctx: Context, listingId: string): Promise<void> {
  const { orgId } = ctx;
  const leads = await tx.lead.findMany({
    where: { orgId, listingId, status: "open", mergedInto: null },
    select: { id: true },
    take: mostSingleScores + 1,
  });
  if (leads.length > mostSingleScores) {
    await promiseScoring(tx, ctx);
    return;
  }
  await promiseJobs(
    tx,
    ctx,
    "lead.score",
    leads.map(({ id }) => ({ orgId, leadId: id })),
  );
}

function columnsOf({ externalId, project, type, city, locality, status, attributes, ...price }: Listing) {
  return {
    ...{ externalId, project, type, city, locality, status, attributes },
    priceMinPaise: price.priceMinPaise === null ? null : BigInt(price.priceMinPaise),
    priceMaxPaise: price.priceMaxPaise === null ? null : BigInt(price.priceMaxPaise),
  };
}

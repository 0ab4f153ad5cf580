import { isDeepStrictEqual } from "node:util";
import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../../context.ts";
import type { Stored } from "../intake.ts";
import { keepListingChanges } from "../undo/keep-changes.ts";
import type { ListingDraft } from "./draft-listing.ts";
import { holdLeadsOf } from "./hold-leads.ts";

type Said = Omit<ListingDraft, "externalId">;

interface Known extends Said {
  id: string;
  externalId: string;
}

/** Makes and changes the listings of a batch. An empty cell takes nothing away; what the file says replaces what was there. */
export async function storeListings(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rows: readonly ListingDraft[],
): Promise<Stored> {
  const said = merged(rows);
  const before = await known(sql, ctx, [...said.keys()]);
  const created = [...said.values()].filter(({ externalId }) => !before.has(externalId));
  const changed: Known[] = [];
  for (const draft of said.values()) {
    const listing = before.get(draft.externalId);
    if (!listing) continue;
    const next = ordered({ ...over(listing, draft), id: listing.id, externalId: listing.externalId });
    if (!isDeepStrictEqual(next, listing)) changed.push(next);
  }
  await insert(sql, ctx, importId, created);
  await update(sql, ctx, importId, changed);
  return {
    created: created.length,
    updated: changed.length,
    unchanged: rows.length - created.length - changed.length,
    refused: [],
  };
}

/** Rows about the same listing are one, in the order of the file. */
function merged(rows: readonly ListingDraft[]): Map<string, ListingDraft> {
  const found = new Map<string, ListingDraft>();
  for (const draft of rows) {
    const earlier = found.get(draft.externalId);
    found.set(draft.externalId, earlier ? { ...over(earlier, draft), externalId: draft.externalId } : draft);
  }
  return found;
}

function over(before: Said, said: Said): Said {
  const priced = said.priceMinPaise !== null || said.priceMaxPaise !== null;
  return {
    project: said.project ?? before.project,
    type: said.type ?? before.type,
    city: said.city ?? before.city,
    locality: said.locality ?? before.locality,
    status: said.status ?? before.status,
    priceMinPaise: priced ? said.priceMinPaise : before.priceMinPaise,
    priceMaxPaise: priced ? said.priceMaxPaise : before.priceMaxPaise,
    attributes: { ...before.attributes, ...said.attributes },
  };
}

/** Locked, so that what is compared is what is replaced; in one order for all. */
async function known(sql: OrgSql, ctx: Context, externalIds: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql.query<Known>(
    `select id, external_id as "externalId", project, type, city, locality, status,
            price_min_paise::float8 as "priceMinPaise", price_max_paise::float8 as "priceMaxPaise", attributes
       from listing where org_id = $1 and external_id = any($2::text[]) order by external_id for no key update`,
    [ctx.orgId, externalIds],
  );
  return new Map(rows.map((row) => [row.externalId, ordered(row)]));
}

function ordered({ id, externalId, ...said }: Known): Known {
  return { ...over(said, said), id, externalId };
}

async function insert(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  listings: readonly ListingDraft[],
): Promise<void> {
  if (listings.length === 0) return;
  await sql.query(
    `insert into listing (org_id, created_at, updated_at, id, external_id, project, type, city, locality, status,
                          price_min_paise, price_max_paise, attributes, import_id)
     select $1::uuid, $2::timestamptz, $2::timestamptz, *, $13::uuid from unnest(
       $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[],
       $12::jsonb[])`,
    [
      ctx.orgId,
      ctx.now(),
      listings.map(() => newId()),
      listings.map(({ externalId }) => externalId),
      ...columnsOf(listings),
      importId,
    ],
    "import listings",
  );
}

async function update(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  listings: readonly Known[],
): Promise<void> {
  if (listings.length === 0) return;
  const ids = listings.map(({ id }) => id);
  await holdLeadsOf(sql, ctx, ids);
  await keepListingChanges(sql, ctx, importId, ids);
  await sql.query(
    `update listing l
        set project = row.project, type = row.type, city = row.city, locality = row.locality, status = row.status,
            price_min_paise = row.price_min, price_max_paise = row.price_max, attributes = row.attributes,
            version = l.version + 1, updated_at = $3::timestamptz
       from unnest($2::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[],
                   $11::jsonb[])
            as row(id, project, type, city, locality, status, price_min, price_max, attributes)
      where l.org_id = $1::uuid and l.id = row.id`,
    [ctx.orgId, ids, ctx.now(), ...columnsOf(listings)],
    "import changed listings",
  );
}

function columnsOf(listings: readonly Said[]): unknown[] {
  return [
    listings.map(({ project }) => project),
    listings.map(({ type }) => type),
    listings.map(({ city }) => city),
    listings.map(({ locality }) => locality),
    listings.map(({ status }) => status ?? "available"),
    listings.map(({ priceMinPaise }) => priceMinPaise),
    listings.map(({ priceMaxPaise }) => priceMaxPaise),
    listings.map(({ attributes }) => JSON.stringify(attributes)),
  ];
}

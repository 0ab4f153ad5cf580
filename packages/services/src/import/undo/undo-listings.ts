import { holdLeadsOf } from "../listings/hold-leads.ts";
import { nobody, nothingLeft, type UndoStep } from "./chunk.ts";
import { restoreStep } from "./restore-step.ts";

const listingsAtOnce = 200;

/** SQL for whether anybody asked for a listing called g, or changed it, since its import made it. */
export const listingInUseSql = `(g.version > 1
  or exists (select from lead l where l.org_id = g.org_id and l.listing_id = g.id)
  or exists (select from lead_past p where p.org_id = g.org_id and p.listing_id = g.id))`;

/** Removes listings that an import made and that nobody has changed or asked for since. */
export const removeListings: UndoStep = async (sql, ctx, importId, cursor) => {
  const { rows } = await sql.query<{ id: string }>(
    `select id from listing where org_id = $1 and import_id = $2 and id > $3
      order by id limit ${listingsAtOnce} for update`,
    [ctx.orgId, importId, cursor ?? nobody],
  );
  const ids = rows.map(({ id }) => id);
  const last = ids.at(-1);
  if (last === undefined) return nothingLeft;
  const { rowCount } = await sql.query(
    `delete from listing g where g.org_id = $1 and g.id = any($2::uuid[]) and not ${listingInUseSql}`,
    [ctx.orgId, ids],
  );
  return { cursor: last, done: ids.length, removed: rowCount, restored: 0, kept: ids.length - rowCount };
};

/** Gives listings that an import changed what they had before, unless somebody has changed them since. */
export const restoreListings = restoreStep("listing_id", async (sql, ctx, importId, ids) => {
  await sql.query(
    "select 1 from listing where org_id = $1 and id = any($2::uuid[]) order by external_id for no key update",
    [ctx.orgId, ids],
  );
  await holdLeadsOf(sql, ctx, ids);
  const { rows: restored } = await sql.query<{ id: string }>(
    `update listing g
        set project = b.project, type = b.type, city = b.city, locality = b.locality, status = b.status,
            price_min_paise = b.price_min_paise, price_max_paise = b.price_max_paise, attributes = b.attributes,
            version = g.version + 1, updated_at = $4::timestamptz
       from import_change c cross join lateral jsonb_populate_record(null::listing, c.before) b
      where c.org_id = $1 and c.import_id = $2 and c.listing_id = any($3::uuid[])
        and g.org_id = $1 and g.id = c.listing_id and g.version = c.version
      returning g.id`,
    [ctx.orgId, importId, ids, ctx.now()],
  );
  return restored.map(({ id }) => id);
});

import { actorId } from "../../audit.ts";
import { restoreStep } from "./restore-step.ts";

/** Gives leads that an import changed what they had before, unless somebody has changed them since. */
export const restoreLeads = restoreStep("lead_id", async (sql, ctx, importId, ids) => {
  // A changed profile locks the lead's state as well; like everybody, states before leads.
  await sql.query(
    "select 1 from lead_state where org_id = $1 and lead_id = any($2::uuid[]) order by lead_id for update",
    [ctx.orgId, ids],
  );
  await sql.query(
    "select 1 from lead where org_id = $1 and id = any($2::uuid[]) order by id for no key update",
    [ctx.orgId, ids],
  );
  await sql.query(
    `update lead_outcome o set undone_at = $4::timestamptz, undone_by = $5::uuid
       from import_change c join lead l on l.org_id = c.org_id and l.id = c.lead_id and l.version = c.version
      where c.org_id = $1 and c.import_id = $2 and c.lead_id = any($3::uuid[]) and o.org_id = $1 and o.lead_id = l.id
        and o.undone_at is null and c.before->'outcomes' ? o.id::text`,
    [ctx.orgId, importId, ids, ctx.now(), actorId(ctx.actor)],
  );
  const { rows: restored } = await sql.query<{ id: string }>(
    `update lead l
        set kind = b.kind, status = b.status, step = b.step, lost_reason = b.lost_reason, source = b.source, city = b.city,
            owner_id = (select m.user_id from org_member m where m.org_id = l.org_id and m.user_id = b.owner_id),
            budget_min_paise = b.budget_min_paise, budget_max_paise = b.budget_max_paise, attributes = b.attributes,
            enquired_at = b.enquired_at, row_index = b.row_index,
            listing_id = (select g.id from listing g where g.org_id = l.org_id and g.id = b.listing_id),
            version = l.version + 1, updated_at = $4::timestamptz
       from import_change c cross join lateral jsonb_populate_record(null::lead, c.before) b
      where c.org_id = $1 and c.import_id = $2 and c.lead_id = any($3::uuid[])
        and l.org_id = $1 and l.id = c.lead_id and l.version = c.version
      returning l.id`,
    [ctx.orgId, importId, ids, ctx.now()],
  );
  return restored.map(({ id }) => id);
});

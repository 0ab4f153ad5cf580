import type { Context } from "../../context.ts";
import { notFound } from "../../errors.ts";
import type { ImportKind } from "../content.ts";
import { listingInUseSql } from "./undo-listings.ts";
import { workedOnSql } from "./worked-on.ts";

/** What undoing an import would do. */
export interface UndoCounts {
  kind: ImportKind;
  /** leads, activities or listings that it made or changed */
  total: number;
  removes: number;
  /** that get back what they had before */
  restores: number;
  keeps: number;
}

const counting: Readonly<Record<ImportKind, string>> = {
  leads: `
    with made as (select ${workedOnSql} is null as untouched from lead l where l.org_id = $1 and l.import_id = $2),
         changed as (select l.version = c.version as untouched
                       from import_change c join lead l on l.org_id = c.org_id and l.id = c.lead_id
                      where c.org_id = $1 and c.import_id = $2)`,
  listings: `
    with made as (select not ${listingInUseSql} as untouched from listing g where g.org_id = $1 and g.import_id = $2),
         changed as (select g.version = c.version as untouched
                       from import_change c join listing g on g.org_id = c.org_id and g.id = c.listing_id
                      where c.org_id = $1 and c.import_id = $2)`,
  activities: `
    with mine as (select activity_id, max(version) as top, array_agg(version) as versions
                    from import_activity where org_id = $1 and import_id = $2 group by activity_id),
         judged as (select exists (select from import_activity o
                                    where o.org_id = $1 and o.activity_id = mine.activity_id and o.version > top) as later,
                           array_length(versions, 1) < top as replaced
                      from mine),
         made as (select not later as untouched from judged where later or not replaced),
         changed as (select true as untouched from judged where not later and replaced)`,
};

/** Throws NOT_FOUND. */
export async function countUndo(ctx: Context, importId: string): Promise<UndoCounts> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const found = await sql.query<{ kind: ImportKind }>(
      "select kind from import where org_id = $1 and id = $2",
      [ctx.orgId, importId],
    );
    const kind = found.rows[0]?.kind;
    if (!kind) throw notFound("This import");
    const { rows } = await sql.query<Omit<UndoCounts, "kind" | "total">>(
      `${counting[kind]}
       select (select count(*) filter (where untouched)::int from made) as removes,
              (select count(*) filter (where untouched)::int from changed) as restores,
              ((select count(*) filter (where not untouched) from made)
                + (select count(*) filter (where not untouched) from changed))::int as keeps`,
      [ctx.orgId, importId],
    );
    const { removes = 0, restores = 0, keeps = 0 } = rows[0] ?? {};
    return { kind, total: removes + restores + keeps, removes, restores, keeps };
  });
}

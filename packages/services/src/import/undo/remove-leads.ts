import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";
import { holdToRemove } from "../../lead/hold-to-remove.ts";
import { nobody, nothingLeft, type UndoStep } from "./chunk.ts";
import { workedOnSql } from "./worked-on.ts";

const leadsAtOnce = 200;

/** Removes leads that an import made and nobody has worked on since, and the persons who have no other lead. */
export const removeLeads: UndoStep = async (sql, ctx, importId, cursor) => {
  const { rows } = await sql.query<{ id: string; personId: string }>(
    `select id, person_id as "personId" from lead
      where org_id = $1 and import_id = $2 and id > $3 order by id limit ${leadsAtOnce}`,
    [ctx.orgId, importId, cursor ?? nobody],
  );
  const ids = rows.map(({ id }) => id);
  const last = ids.at(-1);
  if (last === undefined) return nothingLeft;
  await holdToRemove(
    sql,
    ctx,
    ids,
    rows.map(({ personId }) => personId),
  );
  const { rows: untouched } = await sql.query<{ id: string; personId: string }>(
    `select l.id, l.person_id as "personId" from lead l
      where l.org_id = $1 and l.id = any($2::uuid[]) and ${workedOnSql} is null`,
    [ctx.orgId, ids],
  );
  const gone = untouched.map(({ id }) => id);
  await sql.query("select forget_events_of($1, $2::uuid[])", [ctx.orgId, gone]);
  await sql.query("delete from lead where org_id = $1 and id = any($2::uuid[])", [ctx.orgId, gone]);
  await removePersons(
    sql,
    ctx,
    importId,
    untouched.map(({ personId }) => personId),
  );
  return {
    cursor: last,
    done: ids.length,
    removed: gone.length,
    restored: 0,
    kept: ids.length - gone.length,
  };
};

/** Persons of before the import, and those who said what may be done with their data, stay. */
async function removePersons(
  sql: OrgSql,
  { orgId }: Context,
  importId: string,
  personIds: readonly string[],
): Promise<void> {
  await sql.query(
    `delete from person p
      where p.org_id = $1 and p.id = any($2::uuid[])
        and p.created_at >= (select i.created_at from import i where i.org_id = $1 and i.id = $3)
        and not exists (select from lead l where l.org_id = p.org_id and l.person_id = p.id)
        and not exists (select from consent_entry c
                         where c.org_id = p.org_id and c.person_id = p.id and c.status in ('given', 'withdrawn'))`,
    [orgId, personIds, importId],
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";
import { nobody, nothingLeft, type UndoStep } from "./chunk.ts";
import { handToEarlier } from "./keep-changes.ts";

const atOnce = 200;

/**
 * The step that gives what an import changed what it had before: `restore` locks and restores those among `ids` that
 * nobody has changed since, and names them.
 */
export function restoreStep(
  column: "lead_id" | "listing_id",
  restore: (sql: OrgSql, ctx: Context, importId: string, ids: string[]) => Promise<string[]>,
): UndoStep {
  return async (sql, ctx, importId, cursor) => {
    const { rows } = await sql.query<{ id: string }>(
      `select ${column} as id from import_change
        where org_id = $1 and import_id = $2 and subject_id > $3 and ${column} is not null
        order by subject_id limit ${atOnce}`,
      [ctx.orgId, importId, cursor ?? nobody],
    );
    const ids = rows.map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return nothingLeft;
    const restored = await restore(sql, ctx, importId, ids);
    await handToEarlier(sql, ctx, importId, restored);
    const kept = ids.length - restored.length;
    return { cursor: last, done: ids.length, removed: 0, restored: restored.length, kept };
  };
}

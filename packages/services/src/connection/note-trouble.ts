import type { Database } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { cleanText } from "../event/clean-text.ts";

const atMostEveryMs = 10_000;
const noted = new WeakMap<Database, Map<string, number>>();

export type Trouble = { refused: true } | { otherAccount: string } | { displayName: string };

/**
 * Notes what a page about the connection tells: at most every ten seconds of this process for each kind, so that a
 * flood of it writes nothing. A failure of it fails no request.
 */
export async function noteTrouble(ctx: Context, connectionId: string, trouble: Trouble): Promise<void> {
  const times = noted.get(ctx.db) ?? new Map<string, number>();
  noted.set(ctx.db, times);
  const key = `${connectionId} ${Object.keys(trouble)[0]}`;
  const now = performance.now();
  if (now - (times.get(key) ?? Number.NEGATIVE_INFINITY) < atMostEveryMs) return;
  times.set(key, now);
  const other = "otherAccount" in trouble ? cleanText(trouble.otherAccount).slice(0, 50) : null;
  const name = "displayName" in trouble ? cleanText(trouble.displayName).slice(0, 50) : null;
  try {
    await ctx.db.withOrgSql(ctx.orgId, (sql) =>
      sql.query(
        `update connection
            set refused_at = case when $3 then $4 else refused_at end, other_account = coalesce($5, other_account),
                other_at = case when $5::text is null then other_at else $4 end, display_name = coalesce($6, display_name)
          where org_id = $1 and id = $2`,
        [ctx.orgId, connectionId, "refused" in trouble, ctx.now(), other, name],
      ),
    );
  } catch (error) {
    ctx.log.warn("What happened to a connection could not be noted", { connectionId, error });
  }
}

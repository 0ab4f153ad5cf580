import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

export interface ModelOnRecord {
  id: string;
  version: number;
  /** champion, or retired where its file stands in for a champion's that was refused */
  role: string;
  sha256: string;
  targetStep: string;
  horizonDays: number;
  /** the frozen probability that stands at 50 */
  base: number;
}

/** The champion, then older models of the same target, newest first, so many at most; none without a champion. */
export async function modelsOnRecord(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  older: number,
): Promise<ModelOnRecord[]> {
  const { rows } = await sql.query<ModelOnRecord>(
    `with champion as (
       select * from model where org_id = $1 and role = 'champion' order by promoted_at desc limit 1
     )
     select m.id, m.version, m.role, m.sha256, m.target_step as "targetStep", m.horizon_days as "horizonDays",
            b.probability as base
       from champion c
       join model m on m.org_id = c.org_id and m.target_step = c.target_step and m.horizon_days = c.horizon_days
                   and (m.id = c.id or m.role = 'retired')
       join score_base b on b.org_id = m.org_id and b.target_step = m.target_step and b.horizon_days = m.horizon_days
      order by m.id = c.id desc, m.version desc
      limit $2`,
    [ctx.orgId, 1 + older],
    "models on record",
  );
  return rows;
}

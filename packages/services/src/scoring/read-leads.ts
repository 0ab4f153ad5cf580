import type { Context } from "../context.ts";
import { type LeadInputs, leadInputsSql } from "../lead/record.ts";

/** A lead as far as its score goes, as it stood at `version`. */
export interface ScorableLead extends LeadInputs {
  id: string;
  version: number;
  status: string;
}

const columns = `l.id, l.version, l.status, ${leadInputsSql}`;

/** Open leads after `cursor`, in id order. */
export async function openLeadsAfter(
  ctx: Context,
  cursor: string | null,
  limit: number,
): Promise<ScorableLead[]> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<ScorableLead>(
      `select ${columns} from lead l
        where l.org_id = $1 and l.status = 'open' and l.id > $2 order by l.id limit $3`,
      [ctx.orgId, cursor ?? "00000000-0000-0000-0000-000000000000", limit],
      "open leads to score",
    ),
  );
  return rows;
}

export async function leadById(ctx: Context, leadId: string): Promise<ScorableLead | null> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<ScorableLead>(
      `select ${columns} from lead l where l.org_id = $1 and l.id = $2`,
      [ctx.orgId, leadId],
      "lead to score",
    ),
  );
  return rows[0] ?? null;
}

import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

export const ruleValuesInput = z.strictObject({ field: z.string().min(1).max(200) });

const mostValues = 30;

/** What open leads say in this field, the most frequent first, to choose a rule's values from. */
export async function ruleValues(
  ctx: Context,
  input: z.input<typeof ruleValuesInput>,
): Promise<{ value: string; count: number }[]> {
  requirePermission(ctx, "model.read");
  const { field } = ruleValuesInput.parse(input);
  const told = ["kind", "source", "city"].find((column) => column === field);
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ value: string; count: number }>(
      `select ${told ? `l.${told}` : "l.attributes->>$2::text"} as value, count(*)::int as count
         from lead l
        where l.org_id = $1 and l.status = 'open' and l.merged_into is null and $2::text is not null
        group by 1 having ${told ? `l.${told}` : "l.attributes->>$2::text"} <> ''
        order by count desc, value limit ${mostValues}`,
      [ctx.orgId, field],
    ),
  );
  return rows.filter(({ value }) => value.length <= 200);
}

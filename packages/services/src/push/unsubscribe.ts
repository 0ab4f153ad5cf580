import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { readerOf } from "../notification/reader-of.ts";
import { requirePermission } from "../permissions.ts";
import { endpointIndex } from "./subscription.ts";

export const unsubscribeInput = z.object({ endpoint: z.string().max(2_000) });

/** The asker's browser is woken no more; one that never was is no error. */
export async function unsubscribe(
  ctx: Context,
  input: z.input<typeof unsubscribeInput>,
): Promise<{ subscribed: false }> {
  requirePermission(ctx, "today.read");
  const { endpoint } = unsubscribeInput.parse(input);
  const userId = readerOf(ctx);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ id: string }>(
      "delete from push_subscription where org_id = $1 and user_id = $2 and endpoint_index = $3 returning id",
      [ctx.orgId, userId, endpointIndex(ctx, endpoint)],
    );
    for (const { id } of rows) {
      await audit(sql, ctx, { action: "push.unsubscribe", subjectType: "push-subscription", subjectId: id });
    }
    return { subscribed: false };
  });
}

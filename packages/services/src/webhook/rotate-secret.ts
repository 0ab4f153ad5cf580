import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { newSecret, openOf, sealOf } from "./secret.ts";

export const rotateOptions = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(168)
    .default(24)
    .describe("For so long the secret before signs as well, so that no message is refused meanwhile"),
});
export const rotateSecretInput = rotateOptions.extend({ id: z.uuid() });

/** A new secret, returned this once. Throws NOT_FOUND. */
export async function rotateSecret(
  ctx: Context,
  input: z.input<typeof rotateSecretInput>,
): Promise<{ id: string; secret: string; previousSecretUntil: Date | null }> {
  requirePermission(ctx, "webhook.manage");
  const { id, overlapHours } = rotateSecretInput.parse(input);
  const secret = newSecret();
  const until = overlapHours > 0 ? new Date(ctx.now().getTime() + overlapHours * 3_600_000) : null;
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ sealed: Buffer }>(
      "select secret_sealed as sealed from webhook_endpoint where org_id = $1 and id = $2 for no key update",
      [ctx.orgId, id],
    );
    const [current] = rows;
    if (!current) throw notFound("This webhook");
    // Sealed for its column: what is moved there is sealed anew.
    const previous =
      until && sealOf(ctx, id, "previous_sealed", openOf(ctx, id, "secret_sealed", current.sealed));
    await sql.query(
      `update webhook_endpoint set secret_sealed = $3, previous_sealed = $4, previous_until = $5, updated_at = $6
        where org_id = $1 and id = $2`,
      [ctx.orgId, id, sealOf(ctx, id, "secret_sealed", secret), previous, until, ctx.now()],
    );
    await audit(sql, ctx, {
      action: "webhook.rotate",
      subjectType: "webhook",
      subjectId: id,
      detail: { overlapHours },
    });
    return { id, secret, previousSecretUntil: until };
  });
}

import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { openSecret, sealSecret } from "./secrets.ts";

/** What was sent before a secret was changed may be on its way still. */
const overlapMs = 24 * 60 * 60_000;

export const saveConnectionInput = z.object({
  id: z.uuid(),
  /** Meta's phone number id */
  account: z
    .string()
    .trim()
    .regex(/^\d{5,25}$/)
    .optional(),
  /** of the app: 32 hexadecimal digits today */
  secret: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{16,200}$/)
    .optional(),
});

/**
 * Sets what is given of a number's settings. A secret that replaces another leaves that one in force for a day.
 * Throws NOT_FOUND; CONFLICT where the number is connected already.
 */
export async function saveConnection(
  ctx: Context,
  input: z.input<typeof saveConnectionInput>,
): Promise<void> {
  requirePermission(ctx, "organisation.manage");
  const { id, account, secret } = saveConnectionInput.parse(input);
  const { orgId } = ctx;
  await ctx.db.withOrg(orgId, async (tx) => {
    await tx.$queryRaw`select 1 from connection where org_id = ${orgId}::uuid and id = ${id}::uuid for update`;
    const row = await tx.connection.findUnique({ where: { orgId_id: { orgId, id } } });
    if (!row) throw notFound("This connection");
    const twin =
      account !== undefined &&
      (await tx.connection.count({ where: { orgId, kind: row.kind, account, id: { not: id } } }));
    if (twin) throw new ServiceError("CONFLICT", "This phone number id is connected already.");
    const before = row.secretSealed && openSecret(ctx, id, "secret_sealed", row.secretSealed);
    const rotated = secret !== undefined && before !== null && before !== secret;
    await tx.connection.update({
      where: { orgId_id: { orgId, id } },
      data: {
        ...(account === undefined ? {} : { account, otherAccount: null, otherAt: null }),
        ...(secret === undefined
          ? {}
          : { secretSealed: sealSecret(ctx, id, "secret_sealed", secret), refusedAt: null }),
        ...(rotated
          ? {
              previousSealed: sealSecret(ctx, id, "previous_sealed", before),
              previousUntil: new Date(ctx.now().getTime() + overlapMs),
            }
          : {}),
        updatedAt: ctx.now(),
      },
    });
    await audit(tx, ctx, {
      action: rotated ? "connection.rotate" : "connection.save",
      subjectType: "connection",
      subjectId: id,
      detail: { account: account ?? row.account },
    });
  });
}

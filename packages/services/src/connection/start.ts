import { randomBytes } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { sealSecret } from "./secrets.ts";

const mostConnections = 20;

/** Begins to connect a WhatsApp number: from now on it has an address and a token that Meta can check. */
export async function startConnection(ctx: Context): Promise<{ id: string }> {
  requirePermission(ctx, "organisation.manage");
  const { orgId } = ctx;
  const id = newId();
  const token = randomBytes(24).toString("base64url");
  await ctx.db.withOrg(orgId, async (tx) => {
    if ((await tx.connection.count({ where: { orgId } })) >= mostConnections) {
      throw new ServiceError("BAD_INPUT", "At most {count} numbers can be connected.", {
        count: mostConnections,
      });
    }
    await tx.connection.create({
      data: {
        orgId,
        id,
        kind: "whatsapp",
        verifyTokenSealed: sealSecret(ctx, id, "verify_token_sealed", token),
        createdBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        createdAt: ctx.now(),
        updatedAt: ctx.now(),
      },
    });
    await audit(tx, ctx, { action: "connection.start", subjectType: "connection", subjectId: id });
  });
  return { id };
}

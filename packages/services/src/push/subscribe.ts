import { newId } from "@leadlift/db/id";
import type { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { readerOf } from "../notification/reader-of.ts";
import { isPrivateHost, isPublicTarget } from "../outbound/ask.ts";
import { requirePermission } from "../permissions.ts";
import { encryptPush } from "./encrypt.ts";
import { endpointIndex, sealSubscription, subscriptionSchema } from "./subscription.ts";

export const subscribeInput = subscriptionSchema;

/** Of one person; one more, and the oldest goes. */
const mostBrowsers = 10;

/** Lets this browser be woken for the asker, and for nobody else from then on. Throws BAD_INPUT for an address inside. */
export async function subscribe(
  ctx: Context,
  input: z.input<typeof subscribeInput>,
): Promise<{ subscribed: true }> {
  requirePermission(ctx, "today.read");
  const subscription = subscribeInput.parse(input);
  const userId = readerOf(ctx);
  refuseUnusable(ctx, subscription);
  const id = newId();
  const sealed = sealSubscription(ctx, id, { ...subscription, language: ctx.language });
  const index = endpointIndex(ctx, subscription.endpoint);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // The seal is the row's: a browser that comes again is a row of its own.
    await sql.query("delete from push_subscription where org_id = $1 and endpoint_index = $2", [
      ctx.orgId,
      index,
    ]);
    await sql.query(
      `insert into push_subscription (org_id, id, user_id, endpoint_index, sealed, created_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [ctx.orgId, id, userId, index, sealed, ctx.now()],
    );
    await sql.query(
      `delete from push_subscription where org_id = $1 and id in (
         select id from push_subscription where org_id = $1 and user_id = $2
          order by created_at desc, id desc offset $3)`,
      [ctx.orgId, userId, mostBrowsers],
    );
    await audit(sql, ctx, { action: "push.subscribe", subjectType: "push-subscription", subjectId: id });
    return { subscribed: true };
  });
}

function refuseUnusable(ctx: Context, { endpoint, keys }: z.output<typeof subscribeInput>): void {
  const url = new URL(endpoint);
  if (!isPublicTarget(url) && !isPrivateHost(url, ctx.privateHosts)) {
    throw new ServiceError("BAD_INPUT", "This browser's push service is at an address that is not asked.");
  }
  try {
    encryptPush(new Uint8Array(), keys);
  } catch {
    throw new ServiceError("BAD_INPUT", "This browser gave out keys that are none.");
  }
}

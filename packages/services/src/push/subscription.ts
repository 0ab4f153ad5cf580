import { languages } from "@leadlift/scoring/words";
import { z } from "zod";
import type { Context } from "../context.ts";

const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}=*$`));

/** What a browser gives out when it may be woken, as `PushSubscription.toJSON()` has it. */
export const subscriptionSchema = z.object({
  endpoint: z.url().max(2_000),
  keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
});

export const storedSubscriptionSchema = subscriptionSchema.extend({ language: z.enum(languages) });
export type StoredSubscription = z.infer<typeof storedSubscriptionSchema>;

export function sealSubscription(ctx: Context, id: string, subscription: StoredSubscription): Uint8Array {
  return ctx.organisation.crypto.seal(placeOf(id), JSON.stringify(subscription));
}

export function openSubscription(ctx: Context, id: string, sealed: Uint8Array): StoredSubscription {
  return storedSubscriptionSchema.parse(JSON.parse(ctx.organisation.crypto.openText(placeOf(id), sealed)));
}

export function endpointIndex(ctx: Context, endpoint: string): Uint8Array {
  return ctx.organisation.crypto.blindIndex("endpoint", endpoint);
}

function placeOf(row: string) {
  return { table: "push_subscription", column: "sealed", row };
}

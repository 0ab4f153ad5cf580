import type { Context } from "../context.ts";
import { type PushIdentity, pushIdentity } from "./vapid.ts";

const identities = new WeakMap<Context["db"], PushIdentity>();

/** As what this installation signs push messages: it follows from the key file, and is lost with it. */
export function ownIdentity({ db }: Pick<Context, "db">): PushIdentity {
  const identity = identities.get(db) ?? pushIdentity(db.secret("web push"));
  identities.set(db, identity);
  return identity;
}

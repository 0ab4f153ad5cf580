import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";

/** Whose notifications these are. Throws FORBIDDEN for who is nobody in particular. */
export function readerOf({ actor }: Context): string {
  if (actor.kind === "user") return actor.userId;
  throw new ServiceError("FORBIDDEN", "Notifications are a person's own.");
}

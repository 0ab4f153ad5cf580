import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";

/** The sample's passwords are on the sign-in page, for everybody who tries it. Throws CONFLICT. */
export function refuseInSample(ctx: Context): void {
  if (ctx.organisation.sample) {
    throw new ServiceError(
      "CONFLICT",
      "The sample’s passwords stay as they are, for everybody who tries it.",
    );
  }
}

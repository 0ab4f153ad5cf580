import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { isPrivateHost, isPublicTarget } from "../outbound/ask.ts";

/** An address to which may be sent, as far as it tells itself; where its name leads is judged at each attempt. */
export function checkedAddress(ctx: Context, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ServiceError("BAD_INPUT", "This is not an address: it begins with https://.");
  if (!isPrivateHost(url, ctx.privateHosts) && !isPublicTarget(url)) {
    throw new ServiceError(
      "BAD_INPUT",
      "Only addresses of the open internet can be told: https, without a port, a user or a password.",
    );
  }
  url.hash = "";
  return url.href;
}

import { verifyApiKey } from "@leadlift/services/api-key/verify";
import { type Context, keyContext } from "@leadlift/services/context";
import type { Platform } from "@leadlift/services/platform";
import type { FastifyRequest } from "fastify";
import type { Access } from "./access.ts";
import { Problem } from "./problem.ts";

const contexts = new WeakMap<FastifyRequest, Context>();

/** Lets a request pass that shows a key with the scope of its route. */
export async function authenticate(platform: Platform, request: FastifyRequest): Promise<void> {
  const access: Access | undefined = request.routeOptions.config.access;
  if (access === undefined || access === "anyone") return;
  const presented = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (presented === undefined) {
    throw new Problem(401, "no_key", "Send an API key: Authorization: Bearer ll_…");
  }
  const caller = await verifyApiKey(platform, presented);
  if (!caller) throw new Problem(401, "key_refused", "This key is unknown, expired or revoked.");
  if (!caller.scopes.includes(access)) {
    throw new Problem(403, "missing_scope", `This needs a key with the scope ${access}.`, { scope: access });
  }
  contexts.set(request, await keyContext(platform, caller));
}

/** Of a request that `authenticate` let pass. */
export function contextOf(request: FastifyRequest): Context {
  const ctx = contexts.get(request);
  if (!ctx) throw new Error(`${request.routeOptions.url} was answered without a key.`);
  return ctx;
}

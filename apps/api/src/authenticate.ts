import { type ApiCaller, verifyApiKey } from "@leadlift/services/api-key/verify";
import { type Context, keyContext } from "@leadlift/services/context";
import type { Platform } from "@leadlift/services/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Limits } from "./limits/limits.ts";
import { Problem } from "./problem.ts";

const contexts = new WeakMap<FastifyRequest, Context>();

/** Lets a request pass that shows a key with the scope of its route, as often as the key or the address may ask. */
export async function authenticate(
  platform: Platform,
  limits: Limits,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { access, limit } = request.routeOptions.config;
  if (access === undefined || access === "anyone") {
    if (limit !== "own") limits.countAddress(request.ip, reply);
    return;
  }
  const caller = await callerOf(platform, limits, request, reply);
  limits.countKey(caller, reply);
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

async function callerOf(
  platform: Platform,
  limits: Limits,
  { headers, ip }: FastifyRequest,
  reply: FastifyReply,
): Promise<ApiCaller> {
  const presented = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (presented === undefined) {
    limits.countAddress(ip, reply);
    throw new Problem(401, "no_key", "Send an API key: Authorization: Bearer ll_…");
  }
  // Who tries keys is not looked up without end; a key that works does so from the same address all the same.
  if (limits.addressSpent(ip) && !wasAccepted(presented)) limits.countAddress(ip, reply);
  const caller = await verifyApiKey(platform, presented);
  if (!caller) {
    limits.countAddress(ip, reply);
    throw new Problem(401, "key_refused", "This key is unknown, expired or revoked.");
  }
  noteAccepted(presented);
  return caller;
}

const prefixLength = 14;
const mostKept = 10_000;
const accepted = new Set<string>();

/** By what a key begins with, which is no secret. */
function wasAccepted(presented: string): boolean {
  return accepted.has(presented.slice(0, prefixLength));
}

function noteAccepted(presented: string): void {
  if (accepted.size >= mostKept) accepted.clear();
  accepted.add(presented.slice(0, prefixLength));
}

import { createHash } from "node:crypto";
import { claimRequest, keepAnswer, releaseRequest } from "@leadlift/services/idempotency/once";
import type { Logger } from "@leadlift/services/log";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { contextOf } from "./authenticate.ts";
import { Problem } from "./problem.ts";

const keyShape = /^[\x21-\x7e]{1,150}$/;
const claims = new WeakMap<FastifyRequest, string>();
const partlyDone = new WeakSet<FastifyRequest>();

/**
 * Answers a request that comes again under the same Idempotency-Key as it was answered the first time: on routes that
 * write. A refusal is not kept: nothing was done, so it may be sent again.
 */
export function answerOnce(app: FastifyInstance, log: Logger): void {
  app.addHook("preHandler", (request, reply) => claim(request, reply));
  app.addHook("onSend", async (request, reply, payload) => {
    const id = claims.get(request);
    if (id === undefined) return payload;
    claims.delete(request);
    try {
      await settle(request, reply.statusCode, payload, id);
    } catch (error) {
      // What was done is done: the next one finds it under way until the claim runs out, and then does it anew.
      log.error("An answer was not kept for whoever asks again", { requestId: request.id, error });
    }
    return payload;
  });
}

/** A part of this request was refused: sent again it is looked at anew, and what was done is known by its own id. */
export function notAllDone(request: FastifyRequest): void {
  partlyDone.add(request);
}

async function claim(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const key = keyOf(request);
  if (key === undefined) return undefined;
  const claimed = await claimRequest(contextOf(request), { key, requestHash: hashOf(request) });
  switch (claimed.kind) {
    case "mine":
      claims.set(request, claimed.id);
      return undefined;
    case "given": {
      const { status, body } = claimed.answer;
      reply.code(status).header("idempotent-replayed", "true");
      return body === "" ? reply.send() : reply.type("application/json; charset=utf-8").send(body);
    }
    case "busy":
      reply.header("retry-after", "1");
      throw new Problem(409, "in_progress", "The same request is being done: ask again in a moment.");
    case "other":
      throw new Problem(422, "idempotency_mismatch", "This Idempotency-Key was sent with another request.");
  }
}

function keyOf({ routeOptions, headers, body }: FastifyRequest): string | undefined {
  const given = headers["idempotency-key"];
  const { write = false } = routeOptions.config;
  const writes = typeof write === "function" ? write(body) : write;
  if (!writes || given === undefined) return undefined;
  if (typeof given === "string" && keyShape.test(given)) return given;
  const message = "has to be 1 to 150 visible ASCII characters";
  throw new Problem(400, "bad_input", "What was sent is not what this expects.", {
    errors: [{ path: "Idempotency-Key", message }],
  });
}

/** Of what was asked for as it was read: spaces make no other request. */
function hashOf({ method, url, body }: FastifyRequest): Buffer {
  return createHash("sha256")
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest();
}

async function settle(request: FastifyRequest, status: number, payload: unknown, id: string): Promise<void> {
  const ctx = contextOf(request);
  const body = payload === undefined || payload === null ? "" : payload;
  const done = status < 300 && !partlyDone.has(request);
  if (done && typeof body === "string") await keepAnswer(ctx, id, { status, body });
  else await releaseRequest(ctx, id);
}

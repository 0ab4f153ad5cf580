import { verifySiteKey } from "@leadlift/services/api-key/verify";
import { keyContext } from "@leadlift/services/context";
import { type Datacentres, datacentresOf } from "@leadlift/services/event/datacentre";
import { recordEvents } from "@leadlift/services/event/record";
import type { Platform } from "@leadlift/services/platform";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Api } from "../api.ts";
import type { Limits } from "../limits/limits.ts";
import { problemOf } from "../problem.ts";
import { beaconInput, eventsOf, longestLook } from "../tracker/beacon-input.ts";
import { snippet, snippetTag } from "../tracker/snippet.ts";

const largestBeacon = 64 * 1024;

/** The tracking snippet and where it sends to. A beacon is always answered by 204: nobody reads the answer. */
export function trackRoutes(app: Api, platform: Platform): void {
  const config = { access: "anyone", limit: "own" } as const;
  // For the snippet alone: no program is to call them.
  const hidden = { hide: true };
  app.get("/t.js", { config, schema: hidden }, (request, reply) => {
    reply
      .header("cache-control", "public, max-age=3600")
      .header("etag", snippetTag)
      .header("cross-origin-resource-policy", "cross-origin");
    if (request.headers["if-none-match"] === snippetTag) return reply.code(304).send();
    return reply.header("content-type", "text/javascript; charset=utf-8").send(snippet);
  });

  const datacentres = datacentresOf(platform.env.datacentreRanges, platform.log);
  app.addHook("onReady", () => datacentres.refresh());
  app.addContentTypeParser("text/plain", { parseAs: "string" }, (_, body, done) => done(null, body));
  app.post(
    "/t",
    { config, schema: hidden, bodyLimit: largestBeacon, errorHandler: silently(platform) },
    async (request, reply) => {
      await takeBeacon(platform, request, { limits: app.limits, datacentres });
      return reply.code(204).send();
    },
  );
}

async function takeBeacon(
  platform: Platform,
  { body, headers, ip }: FastifyRequest,
  { limits, datacentres }: { limits: Limits; datacentres: Datacentres },
): Promise<void> {
  if (headers["sec-gpc"] === "1" || headers.dnt === "1" || typeof body !== "string") return;
  const parsed = beaconInput.safeParse(parse(body));
  if (!parsed.success) return;
  const caller = await verifySiteKey(platform, parsed.data.key, headers.origin);
  if (!caller || !limits.beaconPasses(caller.keyId)) return;
  const ctx = await keyContext(platform, caller);
  await recordEvents(ctx, {
    events: eventsOf(parsed.data, ctx.now()),
    source: "site",
    agent: {
      userAgent: headers["user-agent"] ?? null,
      languages: headers["accept-language"] ?? "",
      webdriver: parsed.data.webdriver ?? false,
      network: datacentres.networkOf(ip),
      seconds: longestLook(parsed.data),
    },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function silently(platform: Platform): NonNullable<Parameters<FastifyInstance["setErrorHandler"]>[0]> {
  return (error, request, reply) => {
    const problem = problemOf(error);
    if (!problem || problem.status >= 500) {
      platform.log.error("A beacon was lost", { requestId: request.id, route: "/t", error });
    }
    reply.code(204).send();
  };
}

import type { Platform } from "@leadlift/services/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "../api.ts";
import { documentOf, once, type Written } from "../openapi/document.ts";

const hidden = { hide: true };

/** What there is to ask, for programs. The same for everybody, so that any cache may keep it. */
export function documentationRoutes(app: Api, _platform: Platform): void {
  const config = { access: "anyone" } as const;
  const document = once(() => JSON.stringify(documentOf(app)));
  app.get("/v1/openapi.json", { config, schema: hidden }, (request, reply) =>
    sendCacheable(request, reply.type("application/json; charset=utf-8"), document()),
  );
}

function sendCacheable(request: FastifyRequest, reply: FastifyReply, { text, tag }: Written): FastifyReply {
  reply.header("cache-control", "public, max-age=300").header("etag", tag);
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  return reply.header("access-control-allow-origin", "*").send(text);
}

import type { FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "../api.ts";
import { contentSecurityPolicy, docsPage } from "../docs/page.ts";
import { documentOf, once, type Written } from "../openapi/document.ts";

/** What there is to ask, for programs and for people. The same for everybody, so that any cache may keep it. */
export function documentationRoutes(app: Api): void {
  const config = { access: "anyone" } as const;
  const hidden = { hide: true };
  const document = once(() => JSON.stringify(documentOf(app)));
  app.get("/v1/openapi.json", { config, schema: hidden }, (request, reply) =>
    sendCacheable(request, reply.type("application/json; charset=utf-8"), document()),
  );
  const page = once(() => docsPage(documentOf(app)));
  app.get("/docs", { config, schema: hidden }, (request, reply) => {
    reply
      .header("content-security-policy", contentSecurityPolicy)
      .header("x-content-type-options", "nosniff")
      .header("referrer-policy", "no-referrer");
    return sendCacheable(request, reply.type("text/html; charset=utf-8"), page());
  });
}

function sendCacheable(request: FastifyRequest, reply: FastifyReply, { text, tag }: Written): FastifyReply {
  reply.header("cache-control", "public, max-age=300").header("etag", tag);
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  return reply.header("access-control-allow-origin", "*").send(text);
}

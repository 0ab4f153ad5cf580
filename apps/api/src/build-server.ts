import { randomUUID } from "node:crypto";
import type { Platform } from "@leadlift/services/platform";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { validateWithZod } from "./api.ts";
import { authenticate } from "./authenticate.ts";
import { connectionOptions } from "./connections.ts";
import { answerOnce } from "./idempotency.ts";
import { openLimits } from "./limits/limits.ts";
import { openScoreDesk } from "./load/open-score-desk.ts";
import { ReadBodies } from "./load/read-bodies.ts";
import { measureRequests } from "./metrics/measure-requests.ts";
import { collectRoutes } from "./openapi/document.ts";
import { parseJson } from "./parse-json.ts";
import { bodyOf, fault, Problem, problemOf } from "./problem.ts";
import { consentRoutes } from "./routes/consents.ts";
import { documentationRoutes } from "./routes/documentation.ts";
import { eventRoutes } from "./routes/events.ts";
import { healthRoutes } from "./routes/health.ts";
import { leadRoutes } from "./routes/leads.ts";
import { listingRoutes } from "./routes/listings.ts";
import { outcomeRoutes } from "./routes/outcomes.ts";
import { qualityRoutes } from "./routes/quality.ts";
import { questionRoutes } from "./routes/questions.ts";
import { receiptRoutes } from "./routes/receipts.ts";
import { scoreRoutes } from "./routes/score.ts";
import { trackRoutes } from "./routes/track.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { whatsappRoutes } from "./routes/whatsapp.ts";

const largestBody = 1024 ** 2;
const usualPatienceMs = 10_000;
const longestParameter = 2_000;

/** The API on this platform, not yet listening. Throws for a route that does not say who may call it. */
export function buildServer(
  platform: Platform,
  { patienceMs = usualPatienceMs }: { patienceMs?: number } = {},
): FastifyInstance {
  const app = fastify({
    bodyLimit: largestBody,
    trustProxy: trusted(platform.env.trustProxy),
    ...connectionOptions(patienceMs),
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: longestParameter },
    frameworkErrors: (error, request, reply) => answerError(platform, error, request, reply),
  });
  app.removeContentTypeParser(["application/json", "text/plain"]);
  const bodies = new ReadBodies();
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, text, done) =>
    readJson(bodies, request, text, done),
  );
  validateWithZod(app, bodies);
  app.decorate("routeTable", []);
  app.addHook("onRoute", ({ method, url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new Error(`${method} ${url} does not say who may call it.`);
    for (const each of [method].flat()) app.routeTable.push({ method: each, path: url, access });
  });
  measureRequests(app, platform);
  openScoreDesk(app, platform);
  const limits = openLimits(platform, app.metrics.observeLimited);
  app.decorate("limits", limits);
  app.addHook("onClose", async () => limits.close());
  app.addHook("onRequest", (request, reply) => authenticate(platform, limits, request, reply));
  answerOnce(app, platform.log);
  app.addHook("onResponse", async (request, reply) => {
    platform.log.debug("Request answered", {
      requestId: request.id,
      route: request.routeOptions.url,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
  app.setErrorHandler((error, request, reply) => answerError(platform, error, request, reply));
  app.setNotFoundHandler(() => {
    throw new Problem(404, "no_route", "There is nothing at this address and method.");
  });
  collectRoutes(app, platform.env.publicApiUrl);
  for (const routes of [
    documentationRoutes,
    healthRoutes,
    eventRoutes,
    consentRoutes,
    leadRoutes,
    listingRoutes,
    outcomeRoutes,
    qualityRoutes,
    questionRoutes,
    receiptRoutes,
    scoreRoutes,
    trackRoutes,
    whatsappRoutes,
    webhookRoutes,
  ]) {
    app.register((scope, _, done) => {
      routes(scope.withTypeProvider<ZodTypeProvider>(), platform);
      done();
    });
  }
  return app;
}

function readJson(
  bodies: ReadBodies,
  request: FastifyRequest,
  text: string,
  done: (error: Error | null, body?: unknown) => void,
): void {
  try {
    const read = () => parseJson(request, text);
    // A body with a Content-Encoding is refused for that, whatever it says.
    const repeats = request.routeOptions.config.sheds && !request.headers["content-encoding"];
    done(null, repeats ? bodies.read(text, read) : read());
  } catch (error) {
    done(error instanceof Error ? error : new Error("The body was not read."));
  }
}

/** A number of proxies is counted from our side: what lies beyond them is the client's word. */
function trusted(proxies: Platform["env"]["trustProxy"]) {
  if (typeof proxies === "number") return (_: string, hop: number) => hop < proxies;
  return proxies && [...proxies];
}

function answerError(platform: Platform, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = problemOf(error);
  const problem = known ?? fault;
  if (!known || known.status >= 500) {
    platform.log.error("A request failed", {
      requestId: request.id,
      route: request.routeOptions?.url,
      code: problem.code,
      error,
    });
  }
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  if (problem.status === 503) reply.header("retry-after", "1");
  reply
    .code(problem.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(bodyOf(problem, request.id));
}

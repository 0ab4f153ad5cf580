import { createWebhook, endpointFields } from "@leadlift/services/webhook/create";
import { deliveryPage, listDeliveries } from "@leadlift/services/webhook/deliveries";
import { getWebhook, listWebhooks, webhookById } from "@leadlift/services/webhook/list";
import { removeWebhook } from "@leadlift/services/webhook/remove";
import { replayDead, replayDelivery, replayOneInput, replaySince } from "@leadlift/services/webhook/replay";
import { rotateOptions, rotateSecret } from "@leadlift/services/webhook/rotate-secret";
import { sendTest } from "@leadlift/services/webhook/send-test";
import { updateWebhook, webhookFields } from "@leadlift/services/webhook/update";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import {
  deliveriesAnswer,
  newWebhookAnswer,
  replayedAnswer,
  secretAnswer,
  webhookAnswer,
} from "./webhook-answers.ts";

const reads = { access: "webhooks:manage" } as const;
const writes = { access: "webhooks:manage", write: true } as const;
const tags = ["Webhooks"];
const params = webhookById;
const example = {
  name: "CRM",
  url: "https://crm.example.in/hooks/leadlift",
  events: ["score.changed", "consent.withdrawn"],
  thresholds: { minPoints: 10, min: 70 },
};

const list = {
  operationId: "listWebhooks",
  tags,
  summary: "Who is told of what, and how that goes",
  response: { 200: z.object({ webhooks: z.array(webhookAnswer) }) },
};
const create = {
  operationId: "createWebhook",
  tags,
  summary: "Have a system told of what happens from now on",
  description: "The secret is in this answer and in no other.",
  body: endpointFields.meta({ examples: [example] }),
  response: { 201: newWebhookAnswer },
};
const get = {
  operationId: "getWebhook",
  tags,
  summary: "A webhook and how it goes",
  params,
  response: { 200: webhookAnswer },
};
const put = {
  operationId: "putWebhook",
  tags,
  summary: "Replace all of a webhook but its secret, pause it, or turn it on again",
  params,
  body: webhookFields.meta({ examples: [{ ...example, status: "paused" }] }),
  response: { 200: webhookAnswer },
};
const remove = {
  operationId: "deleteWebhook",
  tags,
  summary: "End a webhook, with all that was or is to be sent to it",
  params,
  response: { 200: z.object({ id: z.uuid() }) },
};
const rotate = {
  operationId: "rotateWebhookSecret",
  tags,
  summary: "Exchange the secret of a webhook",
  description:
    "Both secrets sign until the old one ends, so that no message is refused while you change it over.",
  params,
  body: rotateOptions.meta({ examples: [{ overlapHours: 24 }] }),
  response: { 200: secretAnswer },
};
const test = {
  operationId: "testWebhook",
  tags,
  summary: "Send one message of the type webhook.test",
  description:
    "It is sent whatever the state of the webhook and is not repeated. Its delivery says how it went.",
  params,
  response: { 200: z.object({ deliveryId: z.uuid() }) },
};
const deliveries = {
  operationId: "listWebhookDeliveries",
  tags,
  summary: "What was or is to be sent within thirty days, latest first",
  params,
  querystring: deliveryPage,
  response: { 200: deliveriesAnswer },
};
const replayOne = {
  operationId: "replayWebhookDelivery",
  tags,
  summary: "Send a delivery once more, under the same id and with the same bytes",
  params: replayOneInput,
  response: { 200: replayedAnswer },
};
const replayAll = {
  operationId: "replayDeadWebhookDeliveries",
  tags,
  summary: "Send all dead deliveries since a time once more, at most ten thousand in a call",
  params,
  body: replaySince.meta({ examples: [{ since: "2026-11-20T00:00:00Z" }] }),
  response: { 200: replayedAnswer },
};

const one = "/v1/webhooks/:id";

/** What is told to other systems as it happens. */
export function webhookRoutes(app: Api): void {
  app.get("/v1/webhooks", { config: reads, schema: list }, async (request) => ({
    webhooks: await listWebhooks(contextOf(request)),
  }));
  app.post("/v1/webhooks", { config: writes, schema: create }, async (request, reply) =>
    reply.code(201).send(await createWebhook(contextOf(request), request.body)),
  );
  app.get(one, { config: reads, schema: get }, (request) => getWebhook(contextOf(request), request.params));
  app.put(one, { config: writes, schema: put }, (request) =>
    updateWebhook(contextOf(request), { ...request.body, ...request.params }),
  );
  app.delete(one, { config: writes, schema: remove }, (request) =>
    removeWebhook(contextOf(request), request.params),
  );
  app.post(`${one}/rotate`, { config: writes, schema: rotate }, (request) =>
    rotateSecret(contextOf(request), { ...request.body, ...request.params }),
  );
  app.post(`${one}/test`, { config: writes, schema: test }, (request) =>
    sendTest(contextOf(request), request.params),
  );
  app.get(`${one}/deliveries`, { config: reads, schema: deliveries }, (request) =>
    listDeliveries(contextOf(request), { ...request.query, ...request.params }),
  );
  app.post(`${one}/deliveries/:deliveryId/replay`, { config: writes, schema: replayOne }, (request) =>
    replayDelivery(contextOf(request), request.params),
  );
  app.post(`${one}/replay`, { config: writes, schema: replayAll }, (request) =>
    replayDead(contextOf(request), { ...request.body, ...request.params }),
  );
}

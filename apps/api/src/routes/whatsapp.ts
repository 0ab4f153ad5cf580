import { confirmConnection } from "@leadlift/services/connection/confirm";
import { type Received, receiveWhatsApp } from "@leadlift/services/inbox/receive-whatsapp";
import type { Platform } from "@leadlift/services/platform";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Api } from "../api.ts";
import { Problem } from "../problem.ts";

/** Meta's own limit. */
const largestNotification = 3 * 1024 ** 2;
const address = "/v1/hooks/whatsapp/:connectionId";
const params = z.object({ connectionId: z.string() });

/** Where Meta asks whether an address is ours, and sends what people write on WhatsApp: its signature is the key. */
export function whatsappRoutes(app: Api, platform: Platform): void {
  // All of Meta's numbers send from the same few addresses: only what is refused counts against them.
  const config = { access: "anyone", limit: "own" } as const;
  const schema = { hide: true, params };
  // The signature is of the bytes; whatever type they claim to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_, body, done) => done(null, body));
  app.get(address, { config, schema }, async (request, reply) => {
    const { connectionId } = request.params;
    const challenge = await confirmConnection(platform, { connectionId, query: request.query });
    if (challenge === null) throw refused(app, request, reply, "token");
    return reply
      .header("content-type", "text/plain; charset=utf-8")
      .header("x-content-type-options", "nosniff")
      .send(challenge);
  });
  app.post(address, { config, schema, bodyLimit: largestNotification }, async (request, reply) => {
    const { body, headers } = request;
    const signature = headers["x-hub-signature-256"];
    const received = await receiveWhatsApp(platform, {
      connectionId: request.params.connectionId,
      rawBody: body instanceof Uint8Array ? body : new Uint8Array(),
      signature: typeof signature === "string" ? signature : undefined,
    });
    app.metrics.observeHook("whatsapp", received.answer);
    if (received.answer !== "taken") throw refused(app, request, reply, received.answer);
    return reply.code(200).send();
  });
}

const refusals = {
  unknown_connection: [404, "unknown_connection", "Nothing is connected at this address."],
  bad_signature: [401, "bad_signature", "The signature is not of this body and the app's secret."],
  unreadable: [400, "bad_notification", "The body is no notification of a WhatsApp Business account."],
  token: [403, "bad_token", "The verify token is not that of this address."],
} as const satisfies Record<
  Exclude<Received["answer"], "taken"> | "token",
  readonly [number, string, string]
>;

/** Throws instead where the caller has been refused too often. */
function refused(app: Api, { ip }: FastifyRequest, reply: FastifyReply, why: keyof typeof refusals): Problem {
  app.limits.countAddress(ip, reply);
  const [status, code, message] = refusals[why];
  return new Problem(status, code, message);
}

import { recordConsents, recordConsentsInput } from "@leadlift/services/consent/record";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { contextOf } from "../authenticate.ts";

const headers = z.object({ "idempotency-key": z.string().trim().min(1).max(150).optional() });

/** What a person has agreed to or withdrawn, added to the ledger once, however often it is sent. */
export function consentRoutes(app: FastifyInstance): void {
  app.post("/v1/consents", { config: { access: "consents:write" } }, (request) => {
    const { subject, entries } = recordConsentsInput.parse(request.body);
    const { "idempotency-key": key } = headers.parse(request.headers);
    // A key stands for the whole call: each entry of it has its place for an id.
    const named = entries.map((entry, place) =>
      key === undefined ? entry : { consentId: `${key}/${place}`, ...entry },
    );
    return recordConsents(contextOf(request), { subject, entries: named });
  });
}

import { recordConsents, recordConsentsInput } from "@leadlift/services/consent/record";
import type { FastifyInstance } from "fastify";
import { contextOf } from "../authenticate.ts";

/** What a person has agreed to or withdrawn, added to the ledger. */
export function consentRoutes(app: FastifyInstance): void {
  app.post("/v1/consents", { config: { access: "consents:write" } }, (request) =>
    recordConsents(contextOf(request), recordConsentsInput.parse(request.body)),
  );
}

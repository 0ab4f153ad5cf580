import { recordConsents, recordConsentsInput } from "@leadlift/services/consent/record";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const headers = z.looseObject({ "idempotency-key": z.string().trim().min(1).max(150).optional() });

/** What a person has agreed to or withdrawn, added to the ledger once, however often it is sent. */
export function consentRoutes(app: Api): void {
  const schema = { body: recordConsentsInput, headers };
  app.post("/v1/consents", { config: { access: "consents:write" }, schema }, (request) => {
    const { subject, entries } = request.body;
    const { "idempotency-key": key } = request.headers;
    // A key stands for the whole call: each entry of it has its place for an id.
    const named = entries.map((entry, place) =>
      key === undefined ? entry : { consentId: `${key}/${place}`, ...entry },
    );
    return recordConsents(contextOf(request), { subject, entries: named });
  });
}

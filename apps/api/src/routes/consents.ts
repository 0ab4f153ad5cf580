import { purposeSchema } from "@leadlift/services/consent/purposes";
import { recordConsents, recordConsentsInput } from "@leadlift/services/consent/record";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const headers = z.looseObject({
  "idempotency-key": z
    .string()
    .trim()
    .min(1)
    .max(150)
    .optional()
    .describe("Stands for the entries in their places: the same call again adds nothing."),
});

const answer = z.object({
  personId: z.uuid(),
  entries: z
    .array(
      z.object({
        id: z.uuid(),
        purpose: purposeSchema,
        status: z.enum(["given", "withdrawn"]),
        duplicate: z.literal(true).optional().describe("It stood there already, under this id."),
      }),
    )
    .describe("One for each entry, in their order."),
});

const schema = {
  operationId: "recordConsents",
  tags: ["Consents"],
  summary: "Add to what a person agreed to",
  description:
    "The ledger is only added to. A withdrawal holds as soon as it is answered: what rested on it is gone.",
  headers,
  body: recordConsentsInput.meta({
    examples: [
      {
        subject: { externalId: "L-1042" },
        entries: [{ purpose: "whatsapp_marketing", status: "given", channel: "form", locale: "hi-IN" }],
      },
    ],
  }),
  response: { 200: answer },
};

/** What a person has agreed to or withdrawn, added to the ledger once, however often it is sent. */
export function consentRoutes(app: Api): void {
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

import { deleteLead } from "@leadlift/services/lead/delete";
import { followLeads, followLeadsInput } from "@leadlift/services/lead/follow";
import { leadExternalId, putLead, putLeadBody } from "@leadlift/services/lead/put";
import { tellLead } from "@leadlift/services/lead/tell";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import { deletedLeadAnswer, leadAnswer } from "./lead-answer.ts";

const tags = ["Leads"];
const byId = z.object({ id: z.uuid() });

const putAnswer = z.object({
  leadId: z.uuid(),
  externalId: z.string(),
  personId: z.uuid(),
  created: z.boolean(),
  changed: z.boolean().describe("False where it was there and nothing of it was news."),
  version: z.int().describe("Of the lead from now on."),
  mergedInto: z.uuid().nullable().describe("The lead that stands for it, where it was merged into another."),
});

const put = {
  operationId: "putLead",
  tags,
  summary: "Make a lead, or add to what is known of it",
  description:
    "The id is yours. A new lead is given out, told to brokers and scored as any enquiry is; who is known by a phone number or an e-mail address is the same person. What the body does not say stays, null takes away. Consents need the scope consents:write as well.",
  params: z.object({ id: leadExternalId.describe("Yours.") }),
  body: putLeadBody.meta({
    examples: [
      {
        ...{ kind: "buyer", source: "99acres", name: "Asha Patil", phone: "+91 98765 43210" },
        ...{ city: "Ahmedabad", budget: "60–85 L", enquiredAt: "2026-11-23T10:30:00+05:30" },
        attributes: { bedrooms: 3, loan_status: "applied" },
        consents: [{ purpose: "calls", status: "given", channel: "form" }],
      },
    ],
  }),
  response: { 200: putAnswer.describe("It was there."), 201: putAnswer.describe("Made.") },
};

const get = {
  operationId: "getLead",
  tags,
  summary: "A lead and who enquires",
  description: "Contacts are masked unless the key has the scope contacts:read as well.",
  params: byId,
  response: { 200: leadAnswer },
};

const list = {
  operationId: "followLeads",
  tags,
  summary: "Leads in the order in which they changed",
  description:
    "Merged and deleted ones are among them, so that a copy can follow: keep the cursor and go on with it any time later. Without one it begins with the first lead, or at updatedSince.",
  querystring: followLeadsInput,
  response: {
    200: z.object({
      leads: z.array(z.union([leadAnswer, deletedLeadAnswer])),
      cursor: z.string().describe("Where to go on, also when there is nothing more now."),
      more: z.boolean().describe("There are more already."),
    }),
  },
};

const remove = {
  operationId: "deleteLead",
  tags,
  summary: "Delete a lead, with those merged into it and all that is known of them",
  description:
    "At once it is in no list, score or training. A person without another lead is forgotten with it, so that nothing sealed of them can be read any more. Deleting again changes nothing.",
  params: byId,
  response: { 200: z.object({ leadId: z.uuid(), deleted: z.literal(true) }) },
};

/** Enquiries: made or changed by the sender's own id, told, followed and deleted by ours. */
export function leadRoutes(app: Api): void {
  app.put(
    "/v1/leads/:id",
    { config: { access: "leads:write", write: true }, schema: put },
    async (request, reply) => {
      const lead = await putLead(contextOf(request), { ...request.body, externalId: request.params.id });
      return reply.code(lead.created ? 201 : 200).send(lead);
    },
  );
  app.get("/v1/leads/:id", { config: { access: "leads:read" }, schema: get }, (request) =>
    tellLead(contextOf(request), { leadId: request.params.id }),
  );
  app.get("/v1/leads", { config: { access: "leads:read" }, schema: list }, (request) =>
    followLeads(contextOf(request), request.query),
  );
  app.delete(
    "/v1/leads/:id",
    { config: { access: "leads:delete", write: true }, schema: remove },
    async (request) => {
      const leadId = request.params.id;
      await deleteLead(contextOf(request), { leadId });
      return { leadId, deleted: true as const };
    },
  );
}

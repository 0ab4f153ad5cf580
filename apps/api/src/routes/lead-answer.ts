import { grades, leadStatuses, scoreStates } from "@leadlift/services/lead/lead-row";
import { z } from "zod";

const money = z.object({ minPaise: z.int().nullable(), maxPaise: z.int().nullable() });
const updatedAt = z.date().describe("When it changed last. A new score alone is no change.");

export const leadAnswer = z
  .object({
    leadId: z.uuid(),
    deleted: z.literal(false),
    externalId: z.string().nullable().describe("Yours."),
    personId: z.uuid().describe("Who enquires: the same for all leads of a person."),
    mergedInto: z.uuid().nullable().describe("The lead that stands for it since they were merged."),
    kind: z.string(),
    status: z.enum(leadStatuses),
    step: z.string().nullable().describe("Key of the furthest step reached."),
    lostReason: z.string().nullable(),
    source: z.string().nullable(),
    city: z.string().nullable(),
    budget: money.nullable(),
    listing: z.string().nullable().describe("Your id of the listing that it is about."),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    name: z.string().nullable(),
    contacts: z
      .array(
        z.object({
          kind: z.enum(["phone", "email"]),
          value: z.string().describe("In E.164, or in small letters."),
          masked: z.boolean().describe("True unless the key has the scope contacts:read."),
        }),
      )
      .describe("Phone numbers first."),
    owner: z.object({ name: z.string(), email: z.string() }).nullable(),
    score: z.object({
      state: z.enum(scoreStates),
      score: z.int().nullable(),
      grade: z.enum(grades).nullable(),
      probability: z.number().nullable(),
      scoredAt: z.date().nullable(),
    }),
    enquiredAt: z.date().nullable(),
    createdAt: z.date(),
    updatedAt,
    version: z.int().describe("Grows with every change."),
  })
  .meta({ id: "Lead" });

export const deletedLeadAnswer = z
  .object({ leadId: z.uuid(), deleted: z.literal(true), updatedAt })
  .meta({ id: "DeletedLead", description: "All that is left of a lead that was deleted." });

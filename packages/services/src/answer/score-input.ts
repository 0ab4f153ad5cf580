import { z } from "zod";
import { putLeadBody } from "../lead/put-lead-input.ts";
import { madeEvents, toldLead } from "./made-lead.ts";

export const mostInBatch = 1_000;
export const mostReasons = 10;

const reasons = z.int().min(0).max(mostReasons);

const asked = z.strictObject({
  leadId: z.uuid().toLowerCase().optional().describe("A lead that is kept. Either this or `lead`."),
  lead: toldLead.optional().describe("A lead that you tell of: attributes beside its fields, and features."),
  events: madeEvents
    .default([])
    .describe("What happened to the lead that is told of; kept with it where it is kept."),
  persist: z
    .boolean()
    .optional()
    .describe(
      "False: nothing is kept but the receipt, for a day. Usual: true where the lead has an externalId and no features.",
    ),
});

/** One of `leadId` and `lead`, and what of the rest goes with it. */
function fits(
  { leadId, lead, events, persist }: z.output<typeof asked>,
  issues: z.core.$RefinementCtx<z.output<typeof asked>>,
): void {
  // What is wrong by itself is no lead yet.
  if (issues.issues.length > 0) return;
  const refuse = (path: string, message: string) =>
    issues.addIssue({ code: "custom", path: [path], message });
  if ((leadId === undefined) === (lead === undefined)) refuse("leadId", "is needed, or lead, and not both");
  if (leadId !== undefined && events.length > 0) refuse("events", "of a kept lead go to POST /v1/events");
  if (!persist || !lead) return;
  if (lead.externalId === null) refuse("lead", "has no externalId to be kept by");
  if (Object.keys(lead.features).length > 0) refuse("persist", "is for leads without features of their own");
}

export const scoreInput = asked
  .extend({ reasons: reasons.default(5).describe("How many.") })
  .superRefine(fits);
export const scoreBatchInput = z.strictObject({
  leads: z.array(asked.superRefine(fits)).min(1).max(mostInBatch),
  reasons: reasons.default(0).describe("For each of them; explaining takes twenty times as long as scoring."),
});

export type ScoreInput = z.output<typeof asked>;

/** How `lead` is written down for those who send it: its fields, attributes beside them, and features. */
export const toldLeadWritten = putLeadBody
  .partial()
  .extend({
    externalId: z.string().max(200).optional(),
    features: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]));

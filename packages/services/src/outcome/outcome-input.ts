import { z } from "zod";
import { cleanText } from "../event/clean-text.ts";

export const mostOutcomes = 200;

const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => cleanText(text).trim())
    .pipe(z.string().min(1));
const time = z.union([z.date(), z.iso.datetime({ offset: true }).transform((iso) => new Date(iso))]);

/** One thing that a program says became of a lead, or that it takes back. */
export const outcomeInput = z
  .strictObject({
    outcomeId: words(200).describe("Yours, for this outcome and no other: sent again it is the same one."),
    leadId: z.uuid().optional(),
    externalId: words(200).optional().describe("Your id of the lead, in the place of ours."),
    step: words(100).optional().describe('Key of a step of the ladder, "lost", or "reopened".'),
    reason: words(200).optional().describe("Why it is lost."),
    occurredAt: time.optional().describe("Now, unless it is said."),
    undo: z
      .literal(true)
      .optional()
      .describe("Takes back the outcome of this id, which has to be its lead's last one."),
  })
  .superRefine(({ leadId, externalId, step, reason, occurredAt, undo }, issues) => {
    const wrong = (path: string, message: string) =>
      issues.addIssue({ code: "custom", path: [path], message });
    if (undo) {
      if (step ?? reason ?? occurredAt) wrong("undo", "goes with the outcomeId alone");
      return;
    }
    if ((leadId === undefined) === (externalId === undefined))
      wrong("leadId", "or externalId, and one of them");
    if (step === undefined) wrong("step", "is missing");
    if (step === "lost" && reason === undefined) wrong("reason", "is missing: why is it lost?");
    if (step !== "lost" && reason !== undefined) wrong("reason", "goes with a lead that is lost");
  });
export type OutcomeInput = z.input<typeof outcomeInput>;
export type GivenOutcome = z.output<typeof outcomeInput>;

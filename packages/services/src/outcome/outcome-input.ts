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
    /** the sender's, for this outcome and no other: sent again it is the same one */
    outcomeId: words(200),
    leadId: z.uuid().optional(),
    /** of the lead */
    externalId: words(200).optional(),
    /** key of a step of the ladder, "lost", or "reopened" */
    step: words(100).optional(),
    /** why it is lost */
    reason: words(200).optional(),
    /** now, when it is not said */
    occurredAt: time.optional(),
    /** takes back the outcome of this id, which has to be the lead's last one */
    undo: z.literal(true).optional(),
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

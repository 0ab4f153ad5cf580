import { z } from "zod";
import { storable } from "../lead/view.ts";
import { nextStepInput, noteText } from "../next-step/step-input.ts";

export const callOutcomes = [
  "no_answer",
  "talked",
  "visit_booked",
  "wrong_number",
  "junk",
  "not_interested",
] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export const messageChannels = ["whatsapp", "email"] as const;

/** Why a lead may sleep. Codes: what is kept of them is no personal data. */
export const snoozeReasons = [
  "asked_to_wait",
  "travelling",
  "deciding_with_family",
  "loan_pending",
  "nothing_fits_yet",
  "other",
] as const;
export type SnoozeReason = (typeof snoozeReasons)[number];

export const judgements = ["hot", "cold", "too_high", "too_low"] as const;
export type JudgementKind = (typeof judgements)[number];

export const judgementReasons = [
  "ready_now",
  "visited_before",
  "budget_fits",
  "budget_too_low",
  "only_browsing",
  "does_not_decide",
  "bought_elsewhere",
  "details_wrong",
  "other",
] as const;
export type JudgementReason = (typeof judgementReasons)[number];

const given = {
  /** made by the device: sent twice, it is done once */
  id: z.uuid().toLowerCase(),
  leadId: z.uuid(),
  /** of the device's clock; not in the future, at most 7 days past */
  occurredAt: z.coerce.date(),
  /** refuses the act when the lead has changed since; an act that waited offline comes without */
  version: z.int().positive().optional(),
};

const code = z.string().regex(/^[a-z0-9_.-]{1,60}$/);

const called = z
  .object({
    ...given,
    kind: z.literal("called"),
    outcome: z.enum(callOutcomes),
    /** why it is lost: needed for not_interested */
    reason: z.string().trim().min(1).max(200).refine(storable).optional(),
    visitAt: z.coerce.date().optional(),
    seconds: z.number().min(0).max(86_400).optional(),
    note: noteText.optional(),
    next: nextStepInput.optional(),
  })
  .refine(({ outcome, reason }) => outcome !== "not_interested" || reason !== undefined, {
    path: ["reason"],
    message: "Say why the person is not interested.",
  });

export const actInput = z.discriminatedUnion("kind", [
  called,
  z.object({
    ...given,
    kind: z.literal("messaged"),
    channel: z.enum(messageChannels),
    /** of the template that the message was drafted from */
    draft: code.optional(),
    note: noteText.optional(),
    next: nextStepInput.optional(),
  }),
  /** what is nobody's becomes one's own */
  z.object({ ...given, kind: z.literal("claimed") }),
  z.object({ ...given, kind: z.literal("noted"), note: noteText }),
  z.object({ ...given, kind: z.literal("planned"), next: nextStepInput }),
  z.object({ ...given, kind: z.literal("snoozed"), until: z.coerce.date(), reason: z.enum(snoozeReasons) }),
  z.object({ ...given, kind: z.literal("woke") }),
  z.object({
    ...given,
    kind: z.literal("judged"),
    judgement: z.enum(judgements),
    reason: z.enum(judgementReasons).optional(),
    note: noteText.optional(),
  }),
  z.object({ ...given, kind: z.literal("reassigned"), ownerId: z.uuid() }),
]);
export type ActInput = z.output<typeof actInput>;
export type ActKind = ActInput["kind"];

/** As a device sends it. */
export type ActRequest = z.input<typeof actInput>;

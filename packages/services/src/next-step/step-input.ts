import { z } from "zod";
import { storable } from "../lead/view.ts";

export const nextStepKinds = ["call", "whatsapp", "visit", "other"] as const;
export type NextStepKind = (typeof nextStepKinds)[number];

export const nextStepStatuses = ["open", "done", "dropped"] as const;
export type NextStepStatus = (typeof nextStepStatuses)[number];

export const noteText = z.string().trim().min(1).max(2_000).refine(storable);

export const nextStepInput = z.object({
  kind: z.enum(nextStepKinds),
  dueAt: z.coerce.date(),
  note: noteText.optional(),
});
export type NextStepInput = z.output<typeof nextStepInput>;

/** What is promised to a person. */
export interface NextStepView {
  id: string;
  kind: NextStepKind;
  dueAt: Date;
  /** in clear */
  note: string | null;
}

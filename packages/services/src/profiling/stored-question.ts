import { z } from "zod";
import { type Answered, type AskedField, isAnswered } from "./fields.ts";
import { refusedFields } from "./refused-fields.ts";

const storedQuestion = z.object({
  /** the model that proposed it */
  modelId: z.uuid(),
  /** the fields that there were to ask for, in their order */
  among: z.string(),
  /** null: nothing that is open would move the score */
  field: z.string().nullable(),
  points: z.number(),
  choices: z.array(z.string()).nullable(),
});

/** What to ask a lead next, as it is kept with its score. */
export type StoredQuestion = z.infer<typeof storedQuestion>;

/** What to ask, how far its answer would move the score, and the usual answers where one is chosen. */
export interface LeadQuestion extends AskedField {
  points: number;
  choices: string[] | null;
}

export interface QuestionOfLead {
  question: LeadQuestion | null;
  /** nobody has looked since the model or the fields changed: `requestQuestion` has it done */
  wanted: boolean;
}

export interface AskedLead extends Answered {
  nextQuestion: unknown;
  notAsked: unknown;
  /** the model of its score */
  modelId: string | null;
}

export function amongFields(fields: readonly AskedField[]): string {
  return fields.map(({ field }) => field).join(" ");
}

/** A stored question as far as it still stands: answers and refusals come without the model. */
export function questionOf(lead: AskedLead, fields: readonly AskedField[], now: Date): QuestionOfLead {
  if (lead.modelId === null) return { question: null, wanted: false };
  const stored = storedQuestion.safeParse(lead.nextQuestion).data;
  const stands = stored?.modelId === lead.modelId && stored.among === amongFields(fields);
  if (!stored || !stands) return { question: null, wanted: true };
  if (stored.field === null) return { question: null, wanted: false };
  const asked = fields.find(({ field }) => field === stored.field);
  if (!asked || isAnswered(lead, asked.field) || refusedFields(lead.notAsked, now).has(asked.field)) {
    return { question: null, wanted: true };
  }
  return { question: { ...asked, points: stored.points, choices: stored.choices }, wanted: false };
}

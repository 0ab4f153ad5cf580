import type { Context } from "../context.ts";
import type { LeadVector } from "../feature/read-vectors.ts";
import { featureSettings } from "../feature/settings.ts";
import type { OpenChampion } from "../scoring/open-champion.ts";
import { answering } from "./answered-lead.ts";
import { choicesOf } from "./choices.ts";
import { type AskedField, isAnswered } from "./fields.ts";
import type { LeadQuestion } from "./stored-question.ts";

type LeadToAsk = Pick<LeadVector, "state" | "profile" | "consents" | "at">;

/**
 * Of these fields the one that, answered now, would move the lead's score most. Null where none is open or would, or
 * the person does not want to be scored or answered.
 */
export async function findQuestion(
  ctx: Context,
  { asking }: Pick<OpenChampion, "asking">,
  lead: LeadToAsk,
  fields: readonly AskedField[],
): Promise<LeadQuestion | null> {
  const { at, consents, profile } = lead;
  if (!consents.scoring.inForce || !consents.enquiry_reply.inForce) return null;
  const open = fields.filter(({ field }) => !isAnswered(profile, field));
  const { recordWith } = answering(lead, at.getTime(), featureSettings(ctx.organisation));
  const [first] = await asking.questions(
    open.map(({ field }) => field),
    (answer) => recordWith(answer ? { [answer.field]: answer.value } : {}),
    { asOf: at },
  );
  const asked = open.find(({ field }) => field === first?.field);
  const points = Math.round(10 * (first?.points ?? 0)) / 10;
  if (!first || !asked || points === 0) return null;
  return { ...asked, points, choices: choicesOf(asked.kind, first.answers) };
}

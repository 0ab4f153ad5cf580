import type { RawRecord } from "@leadlift/scoring/features";
import type { ScoringModel } from "@leadlift/scoring/model";
import { evaluate } from "@leadlift/scoring/train";
import type { Answers } from "../profiling/answered-lead.ts";

/** A lead whose answers are known to whoever asks it, and to nobody else. */
export interface LeadToAsk {
  label: 0 | 1;
  asOf: Date;
  /** what it would say, by field; without what it has said already */
  answers: Answers;
  recordWith(given: Answers): RawRecord;
}

type Model = Pick<ScoringModel, "questions" | "probabilities">;

/** The next field to ask for, of those that are left. */
export type Choice = (
  lead: LeadToAsk,
  given: Answers,
  left: readonly string[],
) => Promise<string | undefined>;

/** What the model says would move the score most. */
export function proposedBy(model: Model): Choice {
  return async (lead, given, left) => {
    const questions = await model.questions(
      left,
      (answer) => lead.recordWith(answer ? { ...given, [answer.field]: answer.value } : given),
      { asOf: lead.asOf },
    );
    return questions[0]?.field;
  };
}

/** Any, by a generator of numbers from 0 to 1. */
export function drawnBy(random: () => number): Choice {
  return async (_, __, left) => left[Math.floor(random() * left.length)];
}

/** Asks each lead one question a round; the AUC before the first round and after each. */
export async function askLeads(
  model: Model,
  leads: readonly LeadToAsk[],
  choose: Choice,
  rounds: number,
): Promise<number[]> {
  const given: Answers[] = leads.map(() => ({}));
  const aucs = [await aucOf(model, leads, given)];
  for (let round = 0; round < rounds; round++) {
    for (const [i, lead] of leads.entries()) {
      const known = given[i] ?? {};
      const left = Object.keys(lead.answers).filter((field) => !Object.hasOwn(known, field));
      const field = await choose(lead, known, left);
      const answer = field === undefined ? undefined : lead.answers[field];
      if (field !== undefined && answer !== undefined) given[i] = { ...known, [field]: answer };
    }
    aucs.push(await aucOf(model, leads, given));
  }
  return aucs;
}

async function aucOf(model: Model, leads: readonly LeadToAsk[], given: readonly Answers[]): Promise<number> {
  const probabilities = new Float64Array(leads.length);
  for (const [i, lead] of leads.entries()) {
    const [probability = 0] = await model.probabilities([lead.recordWith(given[i] ?? {})], {
      asOf: lead.asOf,
    });
    probabilities[i] = probability;
  }
  return evaluate(
    probabilities,
    Uint8Array.from(leads, ({ label }) => label),
  ).auc;
}

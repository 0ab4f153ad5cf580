import {
  type AsOf,
  type ConsentView,
  consentsAsOf,
  type FeatureSettings,
  featureRecord,
  featureVector,
  type LeadFacts,
  type LeadProfile,
  type LeadState,
  profileAsOf,
  type RawRecord,
  stateAsOf,
} from "@leadlift/scoring/features";
import type { Answer } from "@leadlift/scoring/model";
import { profileRecord } from "../lead/record.ts";

export type Answers = Readonly<Record<string, Answer>>;

/** A lead as of a moment, and as a model would see it had it given more answers by then. */
export interface AnsweredLead {
  profile: LeadProfile;
  consents: ConsentView;
  /** Features that follow from an answer follow it: a title tells who decides, a loan how far the money is. */
  recordWith(answers: Answers): RawRecord;
}

export function answeredLead(facts: LeadFacts, asOf: AsOf, settings: FeatureSettings): AnsweredLead {
  const known = {
    state: stateAsOf(facts, asOf, settings),
    profile: profileAsOf(facts, asOf.knownAt),
    consents: consentsAsOf(facts, asOf),
  };
  return answering(known, asOf.at, settings);
}

/** The same of a lead whose state was read; `now` in ms since 1970. */
export function answering(
  { state, profile, consents }: Pick<AnsweredLead, "profile" | "consents"> & { state: LeadState },
  now: number,
  settings: FeatureSettings,
): AnsweredLead {
  return {
    profile,
    consents,
    recordWith(answers) {
      const told = profileWith(profile, answers);
      const vector = featureVector(state, { profile: told, now, consents, settings });
      return { ...profileRecord(told, consents), ...featureRecord(vector) };
    },
  };
}

function profileWith(profile: LeadProfile, { budget_max, ...attributes }: Answers): LeadProfile {
  return {
    ...profile,
    attributes: { ...profile.attributes, ...attributes },
    ...(typeof budget_max === "number" ? { budgetMax: budget_max } : {}),
  };
}

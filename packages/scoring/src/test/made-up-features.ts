import { featureNames } from "../features/catalogue.ts";
import { type ConsentFact, consentView } from "../features/consent.ts";
import type { FeatureSettings } from "../features/definition.ts";
import type { EventType, FeatureEvent } from "../features/event-types.ts";
import type { LeadProfile } from "../features/lead-profile.ts";
import { foldAll } from "../features/state.ts";
import { featureVector } from "../features/vector.ts";

export const india: FeatureSettings = { utcOffsetMinutes: 330, fiscalYearStart: 4 };

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Wednesday 17 June 2026, 11:30 in India; no festival near. */
export const noon = Date.UTC(2026, 5, 17, 6, 0);

let ties = 0;

export function event(type: EventType, at: number, more: Partial<FeatureEvent> = {}): FeatureEvent {
  ties += 1;
  return { at, tie: ties, type, key: 0, seconds: 0, answered: true, ...more };
}

export function profile(more: Partial<LeadProfile> = {}): LeadProfile {
  return {
    kind: "buyer",
    source: null,
    city: null,
    budgetMin: null,
    budgetMax: null,
    enquiredAt: null,
    createdAt: noon,
    contacts: [],
    listing: null,
    attributes: {},
    ...more,
  };
}

interface Lead {
  events?: readonly FeatureEvent[];
  profile?: Partial<LeadProfile>;
  now?: number;
  consents?: readonly ConsentFact[];
  settings?: FeatureSettings;
}

/** Reads one feature of a lead. @throws when there is no such feature. */
export function read(name: string, lead: Lead = {}): number {
  const place = featureNames.indexOf(name);
  if (place < 0) throw new Error(`No feature is called ${name}.`);
  const { events = [], now = noon, consents = [], settings = india } = lead;
  const vector = featureVector(foldAll(events, settings), {
    profile: profile(lead.profile),
    now,
    consents: consentView(consents, ["person"], { at: now, knownAt: now, lawfulAt: now }),
    settings,
  });
  return vector[place] ?? Number.NaN;
}

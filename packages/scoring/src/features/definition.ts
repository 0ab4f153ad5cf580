import type { ConsentView } from "./consent.ts";
import type { EventType, FeatureEvent } from "./event-types.ts";
import type { LeadProfile } from "./lead-profile.ts";
import type { Purpose } from "./purpose.ts";

/** How a feature is spoken of; `{value}` stands for the value in the feature's unit. */
export interface FeatureWords {
  label: string;
  /** "Replies within {value}" */
  known: string;
  /** For 1. */
  one?: string;
  /** For 0. */
  zero?: string;
  /** Names of the values 0, 1, 2 …, for features whose numbers only number. */
  names?: readonly string[];
  missing: string;
}

export type FeatureUnit = "points" | "count" | "minutes" | "days" | "share" | "ratio" | "flag" | "rupees";

/** Everything about a feature but how it is computed. */
export interface FeatureMeta {
  name: string;
  words: FeatureWords;
  unit: FeatureUnit;
  kind: "numeric";
  /** Event types it is computed from; none: from the profile or the calendar. */
  needs: readonly EventType[];
  /** Missing unless it is in force; null: says nothing of the person. */
  purpose: Purpose | null;
  /** Whether something a broker does can change it. */
  actionable: boolean;
  /** After which time an act weighs half; null: no decay. */
  halfLifeDays: number | null;
  /** Whether the model caps it at quantiles learned from the organisation. */
  winsorise: boolean;
}

export interface FeatureDefinition<Slice> extends FeatureMeta {
  /** NaN: missing. */
  value(slice: Slice, input: ReadInput): number;
}

/** Features of one subject and the part of a lead's state they are read from. */
export interface FeatureGroup<Slice> {
  name: string;
  start(): Slice;
  /** Events come in order but for a few seconds (see screen.ts). */
  apply(slice: Slice, event: FeatureEvent, settings: FeatureSettings): void;
  features: readonly FeatureDefinition<Slice>[];
}

export interface FeatureSettings {
  /** Of the organisation's standard time; days are whole buckets of it. */
  utcOffsetMinutes: number;
  /** Month, 1 to 12. */
  fiscalYearStart: number;
}

export interface ReadInput {
  profile: LeadProfile;
  /** ms since 1970 */
  now: number;
  consents: ConsentView;
  settings: FeatureSettings;
}

type Declared = "name" | "words" | "unit";

/** A definition with what most features have in common left out. */
export function feature<Slice>(
  definition: Pick<FeatureDefinition<Slice>, Declared | "value"> & Partial<FeatureMeta>,
): FeatureDefinition<Slice> {
  return {
    kind: "numeric",
    needs: [],
    purpose: "scoring",
    actionable: false,
    halfLifeDays: null,
    winsorise: false,
    ...definition,
  };
}

export type { AsOf } from "./as-of.ts";
export { enrichedPrefix } from "./attribute.ts";
export { featureByName, featureNames, featureSetVersion } from "./catalogue.ts";
export {
  type ConsentFact,
  type ConsentStatus,
  type ConsentView,
  consentView,
  countsEvent,
  nextExpiry,
  type PurposeView,
} from "./consent.ts";
export type {
  FeatureDefinition,
  FeatureGroup,
  FeatureMeta,
  FeatureSettings,
  FeatureUnit,
  FeatureWords,
  ReadInput,
} from "./definition.ts";
export {
  booleanOf,
  type ColumnEncoder,
  dateOf,
  encodeColumns,
  encodeRecord,
  encodersOf,
  encodeWith,
  numberOf,
} from "./encode-record.ts";
export { decodeState, encodeState } from "./encode-state.ts";
export {
  compareEvents,
  type EventKind,
  type EventType,
  eventKinds,
  eventTypes,
  type FeatureEvent,
  keyOf,
  type Lane,
  tieOf,
} from "./event-types.ts";
export {
  type DatePart,
  type Feature,
  type FeatureColumn,
  type FeatureSchema,
  featureSchemaSchema,
  featuresOf,
  sourceOf,
} from "./feature-schema.ts";
export { fitFeatures } from "./fit-features.ts";
export { type Season, seasonsOf } from "./indian-calendar.ts";
export type { ContactTraits, LeadProfile, ListingFacts } from "./lead-profile.ts";
export { parseBoolean } from "./parse-boolean.ts";
export { type DateFormat, parseDate } from "./parse-date.ts";
export { type DecimalMark, parseNumber } from "./parse-number.ts";
export { type ColumnKind, type ColumnProfile, categoryKey, profileColumn } from "./profile-column.ts";
export { type Purpose, purposes } from "./purpose.ts";
export { isMissing, type RawRecord, type RawValue } from "./raw-value.ts";
export {
  consentsAsOf,
  type LeadFacts,
  profileAsOf,
  type RecordedEvent,
  stateAsOf,
  vectorAsOf,
  visibleEvents,
} from "./recompute.ts";
export { screenEvent, startScreen } from "./screen.ts";
export type { Slices } from "./slices.ts";
export { type TargetFeature, targetFeatures } from "./source.ts";
export { emptyState, foldAll, foldEvent, type LeadState, settledSlices, tailLength } from "./state.ts";
export { featureRecord, featureVector } from "./vector.ts";

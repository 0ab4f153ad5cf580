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
export {
  type DatePart,
  type Feature,
  type FeatureColumn,
  type FeatureSchema,
  featureSchemaSchema,
  featuresOf,
} from "./feature-schema.ts";
export { fitFeatures } from "./fit-features.ts";
export { parseBoolean } from "./parse-boolean.ts";
export { type DateFormat, parseDate } from "./parse-date.ts";
export { type DecimalMark, parseNumber } from "./parse-number.ts";
export { type ColumnKind, type ColumnProfile, categoryKey, profileColumn } from "./profile-column.ts";
export { isMissing, type RawRecord, type RawValue } from "./raw-value.ts";

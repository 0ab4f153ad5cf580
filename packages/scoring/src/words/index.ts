export { formatRupees } from "./format-value.ts";
export { type Language, languages } from "./language.ts";
export { type LiftRow, landmarkText, liftRows, liftText, noteText, windowText } from "./report-words.ts";
export { labelOf, type ReasonWords, wordReason } from "./word-reason.ts";

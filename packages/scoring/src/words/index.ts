export { formatRupees } from "./format-value.ts";
export { labelOf, type ReasonWords, wordReason } from "./word-reason.ts";

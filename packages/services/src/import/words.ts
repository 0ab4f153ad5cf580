import type { Language } from "@leadlift/scoring/words";
import { type RowProblem, wordRowProblem } from "../csv/open-csv.ts";
import { hindiRejects, hindiWarnings } from "./hindi-words.ts";
import type { Params, RejectCode, RejectWords, WarningCode } from "./row-codes.ts";

const englishRejects: RejectWords = {
  nobody: () => "The row has no name, phone number, e-mail address or id.",
  unreachable: ({ header }) =>
    `"${header}" holds nothing that can be reached, and the row has no other contact or id.`,
  "bad-date": ({ header }) => `"${header}" is not a date.`,
  "no-person": () => "The row has no lead's id, phone number or e-mail address that can be read.",
  "unknown-person": () =>
    "Nobody with this id, phone number or e-mail address is a lead here; import the leads first.",
  "no-time": ({ header }) => `"${header}" is empty: when it happened is not known.`,
  "too-early": ({ header }) => `"${header}" lies before the year 2000.`,
  "in-future": ({ header }) => `"${header}" lies in the future.`,
  "no-type": ({ header }) => `"${header}" is empty: what happened is not known.`,
  "unknown-type": ({ header }) => `"${header}" holds a value that was given no meaning.`,
  "left-out": ({ header }) => `"${header}" holds a value that was left out.`,
  "not-recorded": ({ message }) => `It could not be recorded (${message}).`,
  "no-listing-id": () => "The row has no id of the listing.",
  "id-too-long": ({ header }) => `"${header}" is longer than 200 characters.`,
};

const problems: readonly string[] = [
  "columns",
  "cut-off",
  "nul",
  "cell-too-long",
] satisfies RowProblem["code"][];

/** Why a row was not imported, in one sentence. */
export function wordReject(code: string, params: Params, language: Language = "en"): string {
  if (problems.includes(code)) return wordRowProblem({ code, ...params } as RowProblem, language);
  const rejects = language === "hi" ? hindiRejects : englishRejects;
  const otherwise = language === "hi" ? "यह पंक्ति पढ़ी नहीं जा सकी।" : "The row could not be read.";
  return rejects[code as RejectCode]?.(params) ?? otherwise;
}

const englishWarnings: Readonly<Record<WarningCode, string>> = {
  "no-number": "is not a number",
  "no-date": "is not a date",
  "no-yes-or-no": "is neither yes nor no",
  "too-long": "is too long",
  "no-phone": "is not a phone number",
  "no-email": "is not an e-mail address",
  "no-money": "is not an amount",
  "no-duration": "is no duration of at most a day",
  "unknown-owner": "is nobody of this organisation",
  "unknown-stage": "is a stage that was given no meaning",
  "unknown-listing": "is the id of no listing here; import the listings, then this file again",
};

interface Warned {
  header: string;
  code: string;
  count: number;
}

/** What was left out of imported rows. */
export function wordWarning({ header, code, count }: Warned, language: Language = "en"): string {
  const many = count.toLocaleString("en-IN");
  if (language === "hi") {
    const why = hindiWarnings[code as WarningCode] ?? "मान सही नहीं बैठता";
    return `"${header}": ${many} ${count === 1 ? "खाना खाली रखा गया" : "खाने खाली रखे गए"}, क्योंकि ${why}।`;
  }
  const why = englishWarnings[code as WarningCode] ?? "does not fit";
  return `"${header}": ${count === 1 ? "one cell" : `${many} cells`} left empty because the value ${why}.`;
}

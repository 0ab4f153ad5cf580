import { type RowProblem, wordRowProblem } from "../csv/open-csv.ts";
import type { RejectCode, WarningCode } from "./draft-lead.ts";

type Params = Readonly<Record<string, unknown>>;

const rejects: Readonly<Record<RejectCode, (params: Params) => string>> = {
  nobody: () => "The row has no name, phone number, e-mail address or id.",
  unreachable: ({ header }) =>
    `"${header}" holds nothing that can be reached, and the row has no other contact or id.`,
  "bad-date": ({ header }) => `"${header}" is not a date.`,
  "id-too-long": ({ header }) => `"${header}" is longer than 200 characters.`,
};

const problems: readonly string[] = [
  "columns",
  "cut-off",
  "nul",
  "cell-too-long",
] satisfies RowProblem["code"][];

/** Why a row was not imported, in one sentence. */
export function wordReject(code: string, params: Params): string {
  if (problems.includes(code)) return wordRowProblem({ code, ...params } as RowProblem);
  return rejects[code as RejectCode]?.(params) ?? "The row could not be read.";
}

const warnings: Readonly<Record<WarningCode, string>> = {
  "no-number": "is not a number",
  "no-date": "is not a date",
  "no-yes-or-no": "is neither yes nor no",
  "too-long": "is too long",
  "no-phone": "is not a phone number",
  "no-email": "is not an e-mail address",
  "no-money": "is not an amount",
  "unknown-owner": "is nobody of this organisation",
  "unknown-stage": "is a stage that was given no meaning",
};

/** What was left out of imported rows. */
export function wordWarning(header: string, code: string, count: number): string {
  const cells = count === 1 ? "one cell" : `${count.toLocaleString("en-IN")} cells`;
  return `"${header}": ${cells} left empty because the value ${warnings[code as WarningCode] ?? "does not fit"}.`;
}

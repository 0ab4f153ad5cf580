import { isMissing } from "@leadlift/scoring/features";
import { z } from "zod";
import type { AttributeKind } from "../attribute/define.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { cleanText } from "../event/clean-text.ts";
import { readBudget, readCell } from "../import/read-cell.ts";

export type FieldKind = Exclude<AttributeKind, "id"> | "budget";

const paise = z.int().min(0).nullable();
const budget = z
  .object({ minPaise: paise, maxPaise: paise })
  .refine(({ minPaise, maxPaise }) => minPaise !== null || maxPaise !== null)
  .refine(({ minPaise, maxPaise }) => minPaise === null || maxPaise === null || minPaise <= maxPaise);

export const fieldValue = z.union([
  z.string().max(2000).transform(cleanText),
  z.number(),
  z.boolean(),
  budget,
]);
/** Dates as ISO text in UTC; a budget in integer paise. */
export type FieldValue = z.output<typeof fieldValue>;

const longestChoice = 200;
const paisePerRupee = 100;

const expected = {
  numeric: "This has to be a number, for instance 3 or 12.5.",
  boolean: "This has to be yes or no.",
  date: "This has to be a date, for instance 1 Dec 2026.",
  categorical: `This has to be a few words, ${longestChoice} letters at most.`,
  text: "This has to be some text.",
  budget: "This has to be an amount, for instance 85 L, 1.2 Cr or 50–75 L.",
} as const satisfies Record<FieldKind, string>;

/** What somebody wrote or chose, as the field keeps it. Throws BAD_INPUT with what the field can be. */
export function readFieldValue(ctx: Context, kind: FieldKind, given: FieldValue): FieldValue {
  const value = read(ctx, kind, given);
  if (value !== null) return value;
  throw new ServiceError("BAD_INPUT", expected[kind], { kind });
}

function read(ctx: Context, kind: FieldKind, given: FieldValue): FieldValue | null {
  if (typeof given === "object") return kind === "budget" ? given : null;
  if (typeof given === "string") {
    const text = given.trim();
    return isMissing(text) ? null : readText(ctx, kind, text);
  }
  if (kind === "budget") return typeof given === "number" ? rupees(given) : null;
  if (kind === "numeric") return typeof given === "number" ? given : null;
  return kind === "boolean" && typeof given === "boolean" ? given : null;
}

function readText(ctx: Context, kind: FieldKind, text: string): FieldValue | null {
  if (kind === "budget") {
    const found = readBudget(text);
    return found && { minPaise: found.min, maxPaise: found.max };
  }
  if (kind === "categorical" && text.length > longestChoice) return null;
  return readCell(text, kind, { timezone: ctx.organisation.timezone });
}

function rupees(amount: number): FieldValue | null {
  return budget.safeParse({ minPaise: null, maxPaise: Math.round(amount * paisePerRupee) }).data ?? null;
}

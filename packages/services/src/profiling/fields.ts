import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

/** Kinds of which a question has one answer. */
export const askedKinds = ["numeric", "categorical", "boolean"] as const;
export type AskedKind = (typeof askedKinds)[number];

/** What a form or a broker may ask for. */
export interface AskedField {
  field: string;
  label: string;
  kind: AskedKind;
  /** in the organisation's words */
  question: string;
}

/** Every lead has a budget, whatever else an organisation keeps. In rupees. */
export const budget = {
  field: "budget_max",
  label: "Budget",
  kind: "numeric",
  question: "What is your budget?",
} as const satisfies AskedField;

export async function askedFields(sql: OrgSql, ctx: Pick<Context, "orgId">): Promise<AskedField[]> {
  const { rows } = await sql.query<AskedField>(
    `select key as field, label, kind, question from attribute
      where org_id = $1 and question is not null and kind = any($2::text[]) order by position, key`,
    [ctx.orgId, askedKinds],
    "fields to ask for",
  );
  return [budget, ...rows];
}

/** What of a lead says whether a field is filled in. */
export interface Answered {
  budgetMin: number | null;
  budgetMax: number | null;
  attributes: Readonly<Record<string, unknown>>;
}

export function isAnswered(profile: Answered, field: string): boolean {
  if (field === budget.field) return profile.budgetMin !== null || profile.budgetMax !== null;
  const value = profile.attributes[field];
  return value !== undefined && value !== null && value !== "";
}

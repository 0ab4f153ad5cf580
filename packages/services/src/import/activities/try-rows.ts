import type { Context } from "../../context.ts";
import { wordUnknownPersons, wordUnknownTypes } from "../head-words.ts";
import { type ActivityDraft, draftActivity } from "./draft-activity.ts";
import { findLeads } from "./find-leads.ts";
import type { ActivityMapping } from "./mapping.ts";
import { planActivities } from "./plan.ts";

const tried = 200;

/** What an import of the first rows would run into, in sentences. */
export async function tryRows(
  ctx: Context,
  mapping: ActivityMapping,
  rows: readonly { values: readonly string[] }[],
): Promise<string[]> {
  const plan = planActivities(mapping, ctx.organisation.timezone);
  const first = rows.slice(0, tried);
  const drafts: ActivityDraft[] = [];
  for (const { values } of first) {
    const drafted = draftActivity(values, plan, { now: ctx.now(), warn: () => undefined });
    if (drafted.ok) drafts.push(drafted.draft);
  }
  const leadOf = await ctx.db.withOrgSql(ctx.orgId, (sql) => findLeads(sql, ctx, drafts));
  const unknown = drafts.filter((draft) => leadOf(draft) === null).length;
  const warnings = unknownTypes(mapping, ctx.language);
  if (unknown === 0) return warnings;
  return [wordUnknownPersons(unknown, first.length, ctx.language), ...warnings];
}

function unknownTypes({ types }: ActivityMapping, language: Context["language"]): string[] {
  const values = Object.keys(types).filter((value) => types[value] === "leave");
  return values.length === 0 ? [] : [wordUnknownTypes(values, language)];
}

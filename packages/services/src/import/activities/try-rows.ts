import type { Context } from "../../context.ts";
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
  const warnings = unknownTypes(mapping);
  if (unknown === 0) return warnings;
  const of =
    first.length === 1
      ? "The first row is"
      : `Of the first ${first.length} rows, ${unknown} ${unknown === 1 ? "is" : "are"}`;
  return [`${of} about nobody who is a lead here; import the leads first.`, ...warnings];
}

function unknownTypes({ types }: ActivityMapping): string[] {
  const values = Object.keys(types).filter((value) => types[value] === "leave");
  if (values.length === 0) return [];
  const named = values.slice(0, 3).map((value) => `"${value.slice(0, 60)}"`);
  const more = values.length > named.length ? ` and ${values.length - named.length} more` : "";
  return [
    `What ${named.join(", ")}${more} means is not known: such rows are left out unless you say what it is.`,
  ];
}

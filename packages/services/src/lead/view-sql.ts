import { nameTokenSql, type SearchResult } from "./search.ts";
import type { LeadView } from "./view.ts";

/** Values of a statement in the order of their $n. */
export class StatementValues {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** The conditions on a lead called l, joined by and. A merged lead is not listed: the one it was merged into is. */
export function viewSql(orgId: string, view: LeadView, found: SearchResult, into: StatementValues): string {
  const conditions = [`l.org_id = ${into.add(orgId, "uuid")}`, "l.merged_into is null"];
  const among = (column: string, values: readonly string[]) => {
    const [only] = values;
    if (values.length === 1) conditions.push(`${column} = ${into.add(only, "text")}`);
    else if (values.length > 1) conditions.push(`${column} = any(${into.add(values, "text[]")})`);
  };
  if (view.status !== "all") among("l.status", [view.status]);
  among("l.grade", view.grade);
  among("l.source", view.source);
  among("l.city", view.city);
  if (view.ownerId === "none") conditions.push("l.owner_id is null");
  else if (view.ownerId) conditions.push(`l.owner_id = ${into.add(view.ownerId, "uuid")}`);
  if (view.state) {
    among("l.score_state", [view.state]);
    // Follows from the state; said so that the score's index is entered at the right place.
    conditions.push(view.state === "scored" ? "l.score is not null" : "l.score is null");
  }
  if (found.kind === "leads") conditions.push(`l.id = any(${into.add(found.ids, "uuid[]")})`);
  if (found.kind === "names") {
    for (const token of found.tokens) conditions.push(nameTokenSql("l", into.add(token, "bytea")));
  }
  return conditions.join(" and ");
}

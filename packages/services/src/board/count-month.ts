import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { countSpells, type PersonCount } from "./count-spells.ts";
import type { Month } from "./month.ts";
import { readFindings } from "./read-findings.ts";
import { readSpells, type Spell } from "./read-spells.ts";
import type { BoardRules } from "./rules.ts";

/** Results and expectations of everybody who got leads in a month, or of one person. Read from the records each time. */
export async function countMonth(
  sql: OrgSql,
  ctx: Context,
  month: Month,
  rules: BoardRules,
  userId: string | null = null,
): Promise<Map<string, PersonCount>> {
  // One person's rows are few among all: without it the planner reads whole tables for them.
  if (userId !== null) await sql.query("select set_config('random_page_cost', '1.1', true)");
  const spells = await readSpells(sql, ctx, month, rules, userId);
  const findings = await readFindings(sql, ctx, month, rules, userId);
  const owners = new Map<string, Spell[]>();
  for (const spell of spells) {
    const own = owners.get(spell.ownerId);
    if (own) own.push(spell);
    else owners.set(spell.ownerId, [spell]);
  }
  const now = ctx.now();
  return new Map([...owners].map(([owner, own]) => [owner, countSpells(own, rules, now, findings)]));
}

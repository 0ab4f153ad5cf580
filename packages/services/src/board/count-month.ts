import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { countSpells, type Findings, type PersonCount } from "./count-spells.ts";
import type { Month } from "./month.ts";
import { readDoubted } from "./read-doubted.ts";
import { readDisputed, readFindings, readPardoned } from "./read-findings.ts";
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
  if (userId !== null) await expectFew(sql);
  const spells = await readSpells(sql, ctx, month, rules, userId);
  return countEach(spells, rules, ctx.now(), await readFindings(sql, ctx, month, rules, userId));
}

/** By owner, what the spells of a month come to. */
export function countEach(
  spells: readonly Spell[],
  rules: BoardRules,
  now: Date,
  findings: Findings,
): Map<string, PersonCount> {
  const owners = new Map<string, Spell[]>();
  for (const spell of spells) {
    const own = owners.get(spell.ownerId);
    if (own) own.push(spell);
    else owners.set(spell.ownerId, [spell]);
  }
  return new Map([...owners].map(([owner, own]) => [owner, countSpells(own, rules, now, findings)]));
}

/** One person's months, one after the other without a gap; each as countMonth counts it. */
export async function countMonths(
  sql: OrgSql,
  ctx: Context,
  months: readonly { month: Month; rules: BoardRules }[],
  userId: string,
): Promise<(PersonCount | null)[]> {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return [];
  if (!months.every(({ rules }) => readAlike(rules, first.rules))) {
    const counts: (PersonCount | null)[] = [];
    for (const { month, rules } of months)
      counts.push((await countMonth(sql, ctx, month, rules, userId)).get(userId) ?? null);
    return counts;
  }
  await expectFew(sql);
  const whole = { ...first.month, to: last.month.to };
  const spells = await readSpells(sql, ctx, whole, first.rules, userId);
  const doubted = await readDoubted(sql, ctx, whole, first.rules, userId);
  const disputed = await readDisputed(sql, ctx);
  const counts: (PersonCount | null)[] = [];
  for (const { month, rules } of months) {
    const own = spells.filter(({ since }) => since >= month.from && since < month.to);
    const findings = { doubted, disputed, pardoned: await readPardoned(sql, ctx, month) };
    counts.push(own.length > 0 ? countSpells(own, rules, ctx.now(), findings) : null);
  }
  return counts;
}

/** Whether two months' rules ask the records for the same. */
function readAlike(a: BoardRules, b: BoardRules): boolean {
  const asked = ({ target, firstScoreHours, passingMinutes, burst, callSeconds }: BoardRules) =>
    JSON.stringify([target, firstScoreHours, passingMinutes, burst, callSeconds]);
  return asked(a) === asked(b);
}

/** One person's rows are few among all: without it the planner reads whole tables for them. */
async function expectFew(sql: OrgSql): Promise<void> {
  await sql.query("select set_config('random_page_cost', '1.1', true)");
}

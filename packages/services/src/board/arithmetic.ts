import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { can, requirePermission } from "../permissions.ts";
import { openName } from "../person/new-person.ts";
import { countMonth } from "./count-month.ts";
import {
  type CountedLead,
  countSpells,
  type ExclusionCode,
  noFindings,
  type PersonCount,
} from "./count-spells.ts";
import { shortCallsOf } from "./findings-of.ts";
import { freezeRules } from "./freeze-rules.ts";
import { leadsNamed, stateOf } from "./line.ts";
import { readBoardMembers } from "./members.ts";
import { monthOf, monthSchema, reachedOf, refuseFuture } from "./month.ts";
import type { BoardRules } from "./rules.ts";
import { dispersionOf, priorOf, type Spread } from "./shrinkage.ts";

export const boardArithmeticInput = z.object({
  month: monthSchema,
  /** somebody else's is for those who manage */
  userId: z.uuid().optional(),
});

export interface BoardArithmetic {
  userId: string;
  rules: BoardRules & { version: number; frozenAt: Date };
  /** oldest assignment first */
  leads: (CountedLead & { name: string | null })[];
  sums: { leads: number; result: number; expectation: number; expectationWhole: number; variance: number };
  excluded: {
    code: ExclusionCode | "short_call";
    leads: number;
    /** the first 50 of them */
    named: { leadId: string; name: string | null }[];
  }[];
  /**
   * The prior that everybody's ratio is drawn towards: (mean · weight + result ÷ φ) ÷ (weight + expectation ÷ φ), with
   * φ = variance ÷ expectation, at least 0.05. Null where nobody is ranked.
   */
  prior: (Spread & { phi: number }) | null;
}

/** How a line of the board is counted, lead by lead. Throws FORBIDDEN for another's line, BAD_INPUT for a month to come. */
export async function boardArithmetic(
  ctx: Context,
  input: z.input<typeof boardArithmeticInput>,
): Promise<BoardArithmetic> {
  requirePermission(ctx, "board.read");
  const { month: key, userId: asked } = boardArithmeticInput.parse(input);
  refuseFuture(key, ctx.now(), ctx.organisation.timezone);
  const userId = whose(ctx, asked);
  const month = monthOf(key, ctx.organisation.timezone);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { version, rules, frozenAt } = await freezeRules(sql, ctx, month);
    const counts = await countMonth(sql, ctx, month, rules);
    const members = await readBoardMembers(sql, ctx);
    const own = counts.get(userId) ?? countSpells([], rules, ctx.now(), noFindings);
    const until = reachedOf(month, ctx.now());
    const ranked = [...counts].flatMap(([user, count]) => {
      const { firstLeadAt = null } = members.get(user) ?? {};
      return stateOf({ count, firstLeadAt }, rules, until).state === "ranked" ? [count] : [];
    });
    const { result, expectation, variance, whole, leads } = own;
    const short = await shortCallsOf(sql, ctx, month, rules, userId);
    const excluded = [
      ...own.excluded,
      ...(short.length > 0 ? [{ code: "short_call" as const, leads: short.length, leadIds: short }] : []),
    ].map((each) => ({ ...each, leadIds: each.leadIds.slice(0, leadsNamed) }));
    const names = await readNames(sql, ctx, [
      ...leads.map(({ leadId }) => leadId),
      ...excluded.flatMap(({ leadIds }) => leadIds),
    ]);
    const nameOf = (leadId: string) => names.get(leadId) ?? null;
    return {
      userId,
      rules: { ...rules, version, frozenAt },
      leads: leads.map((lead) => ({ ...lead, name: nameOf(lead.leadId) })),
      sums: { leads: leads.length, result, expectation, expectationWhole: whole, variance },
      excluded: excluded.map(({ leadIds, ...rest }) => ({
        ...rest,
        named: leadIds.map((leadId) => ({ leadId, name: nameOf(leadId) })),
      })),
      prior: ranked.length > 0 ? shownPrior(ranked, own) : null,
    };
  });
}

/** The numbers that the shown ratio is worked out with. */
function shownPrior(ranked: readonly PersonCount[], own: PersonCount): BoardArithmetic["prior"] {
  const { mean, spread, weight } = priorOf(ranked);
  return { mean, spread, weight, phi: dispersionOf(own) };
}

function whose({ actor }: Context, asked: string | undefined): string {
  const own = actor.kind === "user" ? actor.userId : null;
  const managing = actor.kind === "system" || (actor.kind === "user" && can(actor.role, "team.read"));
  if (asked !== undefined && asked !== own && !managing) {
    throw new ServiceError("FORBIDDEN", "How another person's line is counted is for managers.");
  }
  const userId = asked ?? own;
  if (userId === null) throw new ServiceError("BAD_INPUT", "Say whose line it is.");
  return userId;
}

async function readNames(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await sql.query<{
    id: string;
    personId: string;
    wrappedKey: Buffer;
    nameSealed: Buffer | null;
  }>(
    `select l.id, p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed"
       from lead l join person p on p.org_id = l.org_id and p.id = l.person_id
      where l.org_id = $1::uuid and l.id = any($2::uuid[])`,
    [ctx.orgId, leadIds],
  );
  return new Map(
    rows.map(({ id, personId, wrappedKey, nameSealed }) => {
      const crypto = ctx.organisation.crypto.person(personId, wrappedKey);
      return [id, nameSealed && openName(crypto, personId, nameSealed)];
    }),
  );
}

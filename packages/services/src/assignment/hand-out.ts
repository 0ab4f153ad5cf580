import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { notifyUnclaimed } from "../notification/notify-unclaimed.ts";
import { newForDays } from "../today/plan-day.ts";
import { giveInTurn } from "./give-in-turn.ts";

const dayMs = 86_400_000;
/** What is older is a list of the past, and no news to anybody. */
const newsForDays = 1;

/**
 * What becomes of a new enquiry that is nobody's, in the transaction that makes it: somebody gets it in turn, or all who
 * work now are told. An old one, as an import brings them, is left to whoever gives leads out by hand.
 */
export async function handOut(
  sql: OrgSql,
  ctx: Context,
  { leadId, at }: { leadId: string; at: Date },
): Promise<void> {
  const age = ctx.now().getTime() - at.getTime();
  const given = age < newForDays * dayMs ? await giveInTurn(sql, ctx, [leadId]) : [];
  if (given.length === 0 && age < newsForDays * dayMs) await notifyUnclaimed(sql, ctx, leadId);
}

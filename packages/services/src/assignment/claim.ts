import type { OrgSql } from "@leadlift/db/connect";
import type { Effect } from "../act/effects.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { setOwner } from "./set-owner.ts";

/**
 * Makes a locked lead that is nobody's this person's: of two who try at once, the first. Returns what undo takes back,
 * nothing where it is theirs already. Throws CONFLICT where somebody else has it.
 */
export async function claimLead(
  sql: OrgSql,
  ctx: Context,
  lead: { id: string; ownerId: string | null },
  userId: string,
): Promise<Effect[]> {
  if (lead.ownerId === userId) return [];
  if (lead.ownerId !== null) {
    throw new ServiceError("CONFLICT", "Somebody else was first: this lead is taken.");
  }
  await setOwner(sql, ctx, { leadId: lead.id, to: userId, cause: "claim" });
  await audit(sql, ctx, { action: "lead.claim", subjectType: "lead", subjectId: lead.id });
  return [{ kind: "owner", from: null, to: userId }];
}

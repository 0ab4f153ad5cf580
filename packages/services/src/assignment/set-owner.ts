import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { promiseJob } from "../jobs/promise.ts";
import { notifyAssigned, withdrawAssigned } from "../notification/notify-assigned.ts";
import { withdrawUnclaimed } from "../notification/notify-unclaimed.ts";
import { ownersBefore, tellAssigned } from "../webhook/tell-assigned.ts";
import { asAssigned } from "./as-assigned.ts";

export interface OwnerChange {
  leadId: string;
  /** null: nobody's from now on */
  to: string | null;
  /** as the table of assignments keeps it */
  cause: "assign" | "claim" | "undo";
  /** where it is not now */
  at?: Date;
}

/** Writes a locked lead's new owner. Its open promises go with it, by a trigger. */
export async function setOwner(sql: OrgSql, ctx: Context, change: OwnerChange): Promise<void> {
  const { leadId, to, cause, at = null } = change;
  const before = await ownersBefore(sql, ctx, [leadId]);
  await asAssigned(sql, { cause, at }, async () => {
    await sql.query(
      "update lead set owner_id = $3, version = version + 1, updated_at = $4 where org_id = $1 and id = $2",
      [ctx.orgId, leadId, to, ctx.now()],
    );
  });
  if (cause === "undo") await withdrawAssigned(sql, ctx, { leadId });
  else await notifyAssigned(sql, ctx, [{ leadId, to }]);
  if (to !== null) await withdrawUnclaimed(sql, ctx, [leadId]);
  await tellAssigned(sql, ctx, before, { to: new Map([[leadId, to]]), cause, at: at ?? ctx.now() });
  // A score that is being made is of the version before.
  await promiseJob(sql, ctx, "lead.score", { orgId: ctx.orgId, leadId });
}

import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { announce } from "../live/announce.ts";
import { notifyAssigned } from "../notification/notify-assigned.ts";
import { requirePermission } from "../permissions.ts";
import { bulkReassignInput } from "./bulk-input.ts";
import { moveOwners } from "./move-owners.ts";
import { planBulk } from "./plan-bulk.ts";

export { bulkReassignInput } from "./bulk-input.ts";

export interface BulkResult {
  /** undo takes it back by this */
  bulkId: string;
  leads: number;
}

/**
 * Gives open leads to others by load, all or none. Throws BAD_INPUT for who left, CONFLICT where the preview no longer
 * holds.
 */
export async function bulkReassign(
  ctx: Context,
  input: z.input<typeof bulkReassignInput>,
): Promise<BulkResult> {
  requirePermission(ctx, "lead.assign");
  return ctx.db.withOrgSql(ctx.orgId, (sql) => bulkReassignIn(sql, ctx, input));
}

/** The same in the caller's transaction, with the caller's permission. */
export async function bulkReassignIn(
  sql: OrgSql,
  ctx: Context,
  input: z.input<typeof bulkReassignInput>,
): Promise<BulkResult> {
  const given = bulkReassignInput.parse(input);
  const { moves } = await planBulk(sql, ctx, given, "for update");
  if (given.expected !== undefined && given.expected !== moves.length) {
    throw new ServiceError("CONFLICT", "The leads have changed since the preview; look at it again.", {
      expected: given.expected,
      leads: moves.length,
    });
  }
  const bulkId = newId();
  const at = await moveOwners(sql, ctx, moves, given.cause);
  await audit(sql, ctx, {
    action: "lead.bulk-reassign",
    subjectType: "assignment",
    subjectId: bulkId,
    detail: {
      leads: moves.length,
      cause: given.cause,
      from: given.fromUserId ?? null,
      to: given.toUserIds.join(" "),
      at: at.toISOString(),
    },
  });
  const leadIds = moves.map(({ leadId }) => leadId);
  await announce(sql, ctx, { kind: "assigned", leadIds });
  await notifyAssigned(sql, ctx, moves, bulkId);
  return { bulkId, leads: moves.length };
}

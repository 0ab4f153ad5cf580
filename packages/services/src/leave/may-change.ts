import { actorId } from "../audit.ts";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

/** One's own leave is everybody's to enter, others' a manager's. Throws FORBIDDEN. */
export function requireLeaveOf(ctx: Context, userId: string): void {
  requirePermission(ctx, actorId(ctx.actor) === userId ? "today.read" : "team.manage");
}

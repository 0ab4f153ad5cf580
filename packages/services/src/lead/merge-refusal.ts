import type { Actor } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { can } from "../permissions.ts";

export interface MergeableLead {
  id: string;
  kind: string;
  ownerId: string | null;
  mergedInto: string | null;
}

/** Why these two are not made one; null: nothing speaks against it. */
export function mergeRefusal(actor: Actor, kept: MergeableLead, merged: MergeableLead): ServiceError | null {
  if (kept.id === merged.id) return new ServiceError("BAD_INPUT", "A lead cannot be merged into itself.");
  // Both stand for themselves, so no circle can close.
  if (kept.mergedInto !== null || merged.mergedInto !== null) {
    return new ServiceError("CONFLICT", "One of these leads was merged into another already.");
  }
  if (kept.kind !== merged.kind) {
    return new ServiceError("BAD_INPUT", "A {merged} and a {kept} are two enquiries.", {
      merged: merged.kind,
      kept: kept.kind,
    });
  }
  if (![kept, merged].every(({ ownerId }) => mayMerge(actor, ownerId))) {
    return new ServiceError("FORBIDDEN", "One of these leads is a colleague’s; ask a manager to merge them.");
  }
  return null;
}

/** One's own leads and those that nobody owns; whoever assigns leads may merge any. */
function mayMerge(actor: Actor, ownerId: string | null): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "key") return false;
  return ownerId === null || ownerId === actor.userId || can(actor.role, "lead.assign");
}

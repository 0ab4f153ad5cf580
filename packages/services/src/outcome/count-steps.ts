import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

/** How many leads reached a step within the horizon and how many did not; immature leads are in neither. */
export interface StepCount {
  step: string;
  label: string;
  reached: number;
  notReached: number;
  /** at least 40 of each */
  ready: boolean;
}

/** In the ladder's order. */
export async function countSteps(ctx: Context): Promise<StepCount[]> {
  requirePermission(ctx, "model.read");
  throw new ServiceError("UNAVAILABLE", "Counts are being built.");
}

import type { Steps } from "./gradients.ts";
import type { Bounds, NodeSums, SplitOptions } from "./split.ts";

type Penalties = Pick<SplitOptions, "lambda" | "alpha">;

/**
 * Value of a leaf without the learning rate: −G ÷ (H + λ), G shrunk by α (Chen & Guestrin 2016, eq. 5), within its
 * bounds.
 */
export function leafValue(
  { first, second }: NodeSums,
  { low, high }: Bounds,
  { lambda, alpha }: Penalties,
  steps: Steps,
): number {
  const unit = steps.first / steps.second;
  const gradient = first * steps.first;
  const size = Math.max(Math.abs(gradient) - alpha, 0) / (second * steps.second + lambda);
  return Math.min(Math.max(gradient > 0 ? -size : size, low * unit), high * unit);
}

/** Below a split on a feature with a direction neither side may pass the middle of the two values (rule M2). */
export function childBounds(
  bounds: Bounds,
  direction: number,
  { left, right }: { left: NodeSums; right: NodeSums },
  penalties: Penalties,
  steps: Steps,
): { left: Bounds; right: Bounds } {
  if (direction === 0) return { left: bounds, right: bounds };
  const unit = steps.first / steps.second;
  const middle =
    (leafValue(left, bounds, penalties, steps) + leafValue(right, bounds, penalties, steps)) / 2 / unit;
  const below = { low: bounds.low, high: middle };
  const above = { low: middle, high: bounds.high };
  return direction > 0 ? { left: below, right: above } : { left: above, right: below };
}

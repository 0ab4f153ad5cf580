import { z } from "zod";
import type { FeatureSettings } from "./definition.ts";
import { engagement, engagementSlice } from "./engagement.ts";
import type { FeatureEvent } from "./event-types.ts";

/** Everything that is folded from events, by group. */
export const slicesSchema = z.object({ engagement: engagementSlice });
export type Slices = z.infer<typeof slicesSchema>;

export function startSlices(): Slices {
  return { engagement: engagement.start() };
}

export function applyEvent(slices: Slices, event: FeatureEvent, settings: FeatureSettings): void {
  engagement.apply(slices.engagement, event, settings);
}

/** Lets through what was still held back; for reading only. */
export function settle(_slices: Slices, _settings: FeatureSettings): void {}

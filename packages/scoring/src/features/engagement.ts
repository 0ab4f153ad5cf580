import { z } from "zod";
import { addDecayed, decayedSum, decayedTo } from "./decayed-sum.ts";
import { type FeatureGroup, feature } from "./definition.ts";
import { eventKinds, eventTypes, type FeatureEvent } from "./event-types.ts";

export const engagementSlice = z.object({ ...decayedSum.shape, /** events of any kind */ seen: z.number() });
export type EngagementSlice = z.infer<typeof engagementSlice>;

const halfLifeDays = 7;

export const engagement: FeatureGroup<EngagementSlice> = {
  name: "engagement",
  start: () => ({ sum: 0, at: 0, seen: 0 }),
  apply(slice, event) {
    slice.seen += 1;
    addDecayed(slice, event.at, weightOf(event), halfLifeDays);
  },
  features: [
    feature({
      name: "engagement_score",
      words: {
        label: "Engagement",
        known: "Engagement {value} of 100",
        zero: "No engagement left",
        missing: "No activity known",
      },
      unit: "points",
      needs: eventTypes.filter((type) => eventKinds[type].weight !== 0 || type === "call_out"),
      actionable: true,
      halfLifeDays,
      value(slice, { now }) {
        if (slice.seen === 0) return Number.NaN;
        const sum = Math.max(0, decayedTo(slice, now, halfLifeDays));
        return (100 * sum) / (sum + 15);
      },
    }),
  ],
};

function weightOf(event: FeatureEvent): number {
  if (event.type === "call_out" && event.answered) return 3 + 0.5 * Math.min(5, event.seconds / 60);
  return eventKinds[event.type].weight;
}

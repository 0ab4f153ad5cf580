import { z } from "zod";
import { activity, activitySlice } from "./activity.ts";
import { conversation, conversationSlice } from "./conversation.ts";
import type { FeatureSettings } from "./definition.ts";
import { engagement, engagementSlice } from "./engagement.ts";
import type { FeatureEvent } from "./event-types.ts";
import { listings, listingsSlice } from "./listings.ts";
import { response, responseSlice } from "./response.ts";
import { releaseHeld, screenEvent, screenSlice, startScreen } from "./screen.ts";
import { sessions, sessionsSlice } from "./sessions.ts";
import { visits, visitsSlice } from "./visits.ts";

/** Everything that is folded from events, by group. */
export const slicesSchema = z.object({
  screen: screenSlice,
  engagement: engagementSlice,
  activity: activitySlice,
  response: responseSlice,
  conversation: conversationSlice,
  visits: visitsSlice,
  sessions: sessionsSlice,
  listings: listingsSlice,
});
export type Slices = z.infer<typeof slicesSchema>;

export function startSlices(): Slices {
  return {
    screen: startScreen(),
    engagement: engagement.start(),
    activity: activity.start(),
    response: response.start(),
    conversation: conversation.start(),
    visits: visits.start(),
    sessions: sessions.start(),
    listings: listings.start(),
  };
}

export function applyEvent(slices: Slices, event: FeatureEvent, settings: FeatureSettings): void {
  screenEvent(slices.screen, event, (counted) => count(slices, counted, settings));
}

/** Counts what the screen still holds back; for reading only. */
export function settle(slices: Slices, settings: FeatureSettings): void {
  releaseHeld(slices.screen, (counted) => count(slices, counted, settings));
}

function count(slices: Slices, event: FeatureEvent, settings: FeatureSettings): void {
  engagement.apply(slices.engagement, event, settings);
  activity.apply(slices.activity, event, settings);
  response.apply(slices.response, event, settings);
  conversation.apply(slices.conversation, event, settings);
  visits.apply(slices.visits, event, settings);
  sessions.apply(slices.sessions, event, settings);
  listings.apply(slices.listings, event, settings);
}

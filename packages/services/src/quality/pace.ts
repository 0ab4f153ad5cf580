import { compareEvents, type FeatureEvent, screenEvent, startScreen } from "@leadlift/scoring/features";

/** How fast a visitor went from page to page, as the screen before all features judges it. */
export interface Pace {
  /** pages at a stretch, too fast for a hand or nearly so; 0 or 1: never fast */
  pages: number;
  /** so fast that what followed in that visit counts nowhere */
  shutOut: boolean;
}

export function paceOf(events: readonly FeatureEvent[]): Pace {
  const slice = startScreen();
  const pace: Pace = { pages: 0, shutOut: false };
  let stretch = 0;
  for (const event of events.toSorted(compareEvents)) {
    screenEvent(slice, event, () => {});
    if (slice.held.length > 0) stretch = slice.held.length;
    else stretch = slice.robotic ? stretch + 1 : 0;
    pace.shutOut ||= slice.robotic;
    pace.pages = Math.max(pace.pages, stretch);
  }
  return pace;
}

import { z } from "zod";
import { eventKinds, eventTypes, type FeatureEvent } from "./event-types.ts";
import { sessionGap } from "./sessions.ts";

/** Stands before all groups: double-fires and what no hand can click count nowhere. */
export const screenSlice = z.object({
  /** The last event on the site. */
  last: z.number(),
  type: z.enum(eventTypes).nullable(),
  key: z.number(),
  /** The session is a program's. */
  robotic: z.boolean(),
  /** Events that followed each other too fast, as [at, type, key, seconds], until it is clear by whom they are. */
  held: z.array(z.tuple([z.number(), z.enum(eventTypes), z.number(), z.number()])),
});
export type ScreenSlice = z.infer<typeof screenSlice>;

/** ms; the same page again within it is one visit told twice. */
const doubleFire = 2_000;
/** ms from page to page that a person does not go below … */
const fast = 500;
/** … this many times in a row. */
const mostInARow = 5;

export function startScreen(): ScreenSlice {
  return { last: 0, type: null, key: 0, robotic: false, held: [] };
}

/**
 * Passes on what counts. Order is kept but for events on the site, which may be passed after others that are up to
 * 2.5 s younger.
 */
export function screenEvent(
  slice: ScreenSlice,
  event: FeatureEvent,
  pass: (event: FeatureEvent) => void,
): void {
  const pause = event.at - slice.last;
  // Equal times come from clocks that know no parts of a second: they are no sign of speed.
  if (pause >= fast || pause === 0) releaseHeld(slice, pass);
  if (eventKinds[event.type].lane !== "web") {
    pass(event);
    return;
  }
  if (pause > sessionGap) slice.robotic = false;
  const again =
    pause <= doubleFire && event.key !== 0 && event.type === slice.type && event.key === slice.key;
  slice.last = event.at;
  slice.type = event.type;
  slice.key = event.key;
  if (again || slice.robotic) return;
  slice.held.push([event.at, event.type, event.key, event.seconds]);
  if (slice.held.length > mostInARow) {
    slice.robotic = true;
    slice.held = [];
  }
}

export function releaseHeld(slice: ScreenSlice, pass: (event: FeatureEvent) => void): void {
  for (const [at, type, key, seconds] of slice.held) pass({ at, tie: 0, type, key, seconds, answered: true });
  slice.held = [];
}

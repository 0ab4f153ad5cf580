import type { FeatureSettings } from "./definition.ts";
import { compareEvents, type FeatureEvent } from "./event-types.ts";
import { applyEvent, type Slices, settle, startSlices } from "./slices.ts";

/** Raised whenever a slice or the way it is folded changes: states of another version are folded anew. */
export const stateFormat = 1;
/** Events that wait in order before they are folded for good. */
export const tailLength = 16;

/**
 * What a lead's events come to: the newest in `tail`, in order, everything older folded into `base` in strict order.
 * So the same events give the same state bit for bit, in whatever order they came.
 */
export interface LeadState {
  v: typeof stateFormat;
  /** `utcOffsetMinutes` it was folded with. */
  offset: number;
  /** Events in base and tail. */
  count: number;
  /** The last event in `base`. */
  frontier: [at: number, tie: number] | null;
  base: Slices;
  tail: FeatureEvent[];
}

export function emptyState(settings: FeatureSettings): LeadState {
  return {
    v: stateFormat,
    offset: settings.utcOffsetMinutes,
    count: 0,
    frontier: null,
    base: startSlices(),
    tail: [],
  };
}

/** False: older than what is folded already, the lead must be folded anew; the state is unchanged. */
export function foldEvent(state: LeadState, event: FeatureEvent, settings: FeatureSettings): boolean {
  if (state.frontier && isBefore(event, state.frontier)) return false;
  const after = state.tail.findLastIndex((other) => compareEvents(other, event) <= 0);
  state.tail.splice(after + 1, 0, plainEvent(event));
  state.count += 1;
  if (state.tail.length > tailLength) {
    const oldest = state.tail.shift();
    if (oldest) {
      applyEvent(state.base, oldest, settings);
      state.frontier = [oldest.at, oldest.tie];
    }
  }
  return true;
}

/** What a state keeps of an event: whole numbers, and nothing of what it was made from. */
function plainEvent({ at, tie, type, key, seconds, answered }: FeatureEvent): FeatureEvent {
  return { at, tie, type, key, seconds: Math.max(0, Math.round(seconds)), answered };
}

function isBefore(event: FeatureEvent, [at, tie]: readonly [number, number]): boolean {
  return event.at < at || (event.at === at && event.tie < tie);
}

/** The state of these events and no others; they may be in any order. */
export function foldAll(events: readonly FeatureEvent[], settings: FeatureSettings): LeadState {
  const state = emptyState(settings);
  for (const event of events.toSorted(compareEvents)) foldEvent(state, event, settings);
  return state;
}

/** The base with the tail applied, as features read it; the state is not touched. */
export function settledSlices(state: LeadState, settings: FeatureSettings): Slices {
  const slices = structuredClone(state.base);
  for (const event of state.tail) applyEvent(slices, event, settings);
  settle(slices, settings);
  return slices;
}

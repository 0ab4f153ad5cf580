import { z } from "zod";
import { eventTypes, type FeatureEvent } from "./event-types.ts";
import { slicesSchema } from "./slices.ts";
import { type LeadState, stateFormat } from "./state.ts";

const storedState = z.object({
  v: z.literal(stateFormat),
  offset: z.number(),
  count: z.number(),
  frontier: z.tuple([z.number(), z.number()]).nullable(),
  base: slicesSchema,
  tail: z.string(),
});

/** JSON of at most 4,096 bytes; doubles survive exactly. */
export function encodeState(state: LeadState): string {
  return JSON.stringify({ ...state, tail: encodeEvents(state.tail) } satisfies z.infer<typeof storedState>);
}

/** @param json parsed. @returns null when it is of another version (or none): the lead must be folded anew. */
export function decodeState(json: unknown): LeadState | null {
  const stored = storedState.safeParse(json);
  if (!stored.success) return null;
  const tail = decodeEvents(stored.data.tail);
  return tail && { ...stored.data, tail };
}

/** Numbers in base 36: at.tie.type.key.seconds.answered, with spaces between events. */
export function encodeEvents(events: readonly FeatureEvent[]): string {
  return events
    .map(({ at, tie, type, key, seconds, answered }) =>
      [at, tie, eventTypes.indexOf(type), key, seconds, answered ? 1 : 0]
        .map((n) => n.toString(36))
        .join("."),
    )
    .join(" ");
}

export function decodeEvents(text: string): FeatureEvent[] | null {
  if (text === "") return [];
  const events = text.split(" ").map((event): FeatureEvent | null => {
    const [at, tie, place, key, seconds, answered] = event.split(".").map((n) => Number.parseInt(n, 36));
    const type = eventTypes[place ?? -1];
    if (!type || at === undefined || tie === undefined || key === undefined || seconds === undefined)
      return null;
    return { at, tie, type, key, seconds, answered: answered === 1 };
  });
  return events.some((event) => event === null) ? null : events.filter((event) => event !== null);
}

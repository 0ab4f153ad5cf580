import { z } from "zod";
import { decay } from "./decayed-sum.ts";
import { type FeatureGroup, feature } from "./definition.ts";
import type { EventType, FeatureEvent } from "./event-types.ts";
import { msOfMinute } from "./local-day.ts";

export const responseSlice = z.object({
  /** The first message or call of ours that is not answered yet. */
  open: z.number().nullable(),
  /** Decayed sum of log2(1 + minutes) over replies, decayed count of them, as of `at`. */
  sum: z.number(),
  weight: z.number(),
  at: z.number(),
  firstTouch: z.number().nullable(),
  /** Minutes. */
  firstReply: z.number().nullable(),
});
export type ResponseSlice = z.infer<typeof responseSlice>;

const halfLifeDays = 14;
const touchTypes: readonly EventType[] = ["email_sent", "whatsapp_out", "call_out"];
/** Reading and opening is no reply. */
const replyTypes: readonly EventType[] = ["email_click", "email_reply", "whatsapp_in", "call_in"];

export const response: FeatureGroup<ResponseSlice> = {
  name: "response",
  start: () => ({ open: null, sum: 0, weight: 0, at: 0, firstTouch: null, firstReply: null }),
  apply(slice, event) {
    if (touchTypes.includes(event.type)) touch(slice, event);
    if (slice.open !== null && replyTypes.includes(event.type)) reply(slice, event.at, slice.open);
  },
  features: [
    feature({
      name: "response_velocity",
      words: {
        label: "Time to reply",
        known: "Usually replies within {value}",
        zero: "Usually replies at once",
        missing: "Has not replied to us",
      },
      unit: "minutes",
      needs: [...touchTypes, ...replyTypes],
      halfLifeDays,
      winsorise: true,
      value: ({ sum, weight }) => (weight === 0 ? Number.NaN : 2 ** (sum / weight) - 1),
    }),
    feature({
      name: "first_reply_minutes",
      words: {
        label: "Time to first reply",
        known: "Replied within {value}",
        zero: "Replied at once",
        missing: "Has not replied to a message",
      },
      unit: "minutes",
      needs: [...touchTypes, ...replyTypes],
      winsorise: true,
      value: ({ firstReply }) => firstReply ?? Number.NaN,
    }),
    feature({
      name: "broker_first_touch_minutes",
      words: {
        label: "Time to our first contact",
        known: "We made contact after {value}",
        zero: "We made contact at once",
        missing: "No contact from us yet",
      },
      unit: "minutes",
      needs: touchTypes,
      actionable: true,
      winsorise: true,
      value({ firstTouch }, { profile: { enquiredAt, createdAt } }) {
        if (firstTouch === null) return Number.NaN;
        return Math.max(0, (firstTouch - (enquiredAt ?? createdAt)) / msOfMinute);
      },
    }),
  ],
};

function touch(slice: ResponseSlice, { type, at, answered }: FeatureEvent): void {
  slice.firstTouch ??= at;
  // How soon somebody picks up says nothing of messages that waited for our call.
  if (type === "call_out" && answered) reply(slice, at, at);
  else slice.open ??= at;
}

function reply(slice: ResponseSlice, at: number, to: number): void {
  const minutes = (at - to) / msOfMinute;
  const kept = decay(at - slice.at, halfLifeDays);
  slice.sum = slice.sum * kept + Math.log2(1 + minutes);
  slice.weight = slice.weight * kept + 1;
  slice.at = at;
  slice.firstReply ??= minutes;
  slice.open = null;
}

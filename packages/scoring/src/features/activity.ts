import { z } from "zod";
import { decay } from "./decayed-sum.ts";
import { type FeatureGroup, feature, type ReadInput } from "./definition.ts";
import { type EventType, eventKinds, eventTypes, type FeatureEvent } from "./event-types.ts";
import { localDay, msOfDay } from "./local-day.ts";

export const activitySlice = z.object({
  /** [local day, acts of the person] of the days with any, oldest first, 30 days back from the newest. */
  days: z.array(z.tuple([z.number(), z.number()])),
  lastAct: z.number().nullable(),
  /** The last time the person spoke to us. */
  lastInbound: z.number().nullable(),
  /** events of any kind */
  seen: z.number(),
});
export type ActivitySlice = z.infer<typeof activitySlice>;

const window = 30;
const recencyHalfLifeDays = 7;
const acts = eventTypes.filter((type) => eventKinds[type].by === "person");
const inboundTypes: readonly EventType[] = [
  "form_submit",
  "email_reply",
  "whatsapp_in",
  "call_in",
  "chat",
  "site_visit_booked",
  "site_visit_done",
];
const common = { needs: acts, actionable: true } as const;
const missing = "No activity known";
const unless = (slice: ActivitySlice, value: number) => (slice.seen === 0 ? Number.NaN : value);

export const activity: FeatureGroup<ActivitySlice> = {
  name: "activity",
  start: () => ({ days: [], lastAct: null, lastInbound: null, seen: 0 }),
  apply(slice, event, settings) {
    slice.seen += 1;
    if (eventKinds[event.type].by === "person") {
      slice.lastAct = Math.max(slice.lastAct ?? event.at, event.at);
      countDay(slice, localDay(event.at, settings));
    }
    if (isInbound(event)) slice.lastInbound = Math.max(slice.lastInbound ?? event.at, event.at);
  },
  features: [
    feature({
      ...common,
      name: "interaction_frequency",
      words: {
        label: "Activity in 30 days",
        known: "Active {value} times in 30 days",
        one: "Active once in 30 days",
        zero: "Not active in 30 days",
        missing,
      },
      unit: "count",
      winsorise: true,
      value: (slice, input) => unless(slice, actsWithin(slice, 30, input)),
    }),
    feature({
      ...common,
      name: "acts_7d",
      words: {
        label: "Activity in 7 days",
        known: "Active {value} times in 7 days",
        one: "Active once in 7 days",
        zero: "Not active in 7 days",
        missing,
      },
      unit: "count",
      winsorise: true,
      value: (slice, input) => unless(slice, actsWithin(slice, 7, input)),
    }),
    feature({
      ...common,
      name: "engagement_trend",
      words: {
        label: "Activity this week against the month",
        known: "Active at {value} times the month's pace this week",
        one: "As active this week as all month",
        missing,
      },
      unit: "ratio",
      value(slice, input) {
        const week = actsWithin(slice, 7, input) / 7;
        return unless(slice, (week + 0.1) / (actsWithin(slice, 30, input) / 30 + 0.1));
      },
    }),
    feature({
      ...common,
      name: "active_days_30d",
      words: {
        label: "Active days in 30",
        known: "Active on {value} of 30 days",
        zero: "Not active in 30 days",
        missing,
      },
      unit: "count",
      value: (slice, input) => unless(slice, daysWithin(slice, 30, input).length),
    }),
    feature({
      ...common,
      name: "recency_frequency",
      words: {
        label: "Recent and frequent",
        known: "Recent activity {value}",
        zero: "No recent activity",
        missing,
      },
      unit: "ratio",
      halfLifeDays: recencyHalfLifeDays,
      winsorise: true,
      value(slice, input) {
        if (slice.lastAct === null) return unless(slice, 0);
        return (
          decay(input.now - slice.lastAct, recencyHalfLifeDays) * Math.log2(1 + actsWithin(slice, 30, input))
        );
      },
    }),
    feature({
      name: "silence_days",
      needs: [...inboundTypes, "call_out"],
      actionable: true,
      words: {
        label: "Silence",
        known: "Last heard from {value} ago",
        zero: "Heard from just now",
        missing: "Never heard from since the enquiry",
      },
      unit: "days",
      value: (slice, { now }) =>
        slice.lastInbound === null ? Number.NaN : (now - slice.lastInbound) / msOfDay,
    }),
  ],
};

function isInbound({ type, answered }: FeatureEvent): boolean {
  return inboundTypes.includes(type) || (type === "call_out" && answered);
}

/** Days come in order, but for pages held back over midnight. */
function countDay({ days }: ActivitySlice, day: number): void {
  const at = days.findLastIndex(([other]) => other <= day);
  const known = days[at];
  if (known?.[0] === day) known[1] += 1;
  else days.splice(at + 1, 0, [day, 1]);
  const newest = days.at(-1)?.[0] ?? day;
  while (days[0] && days[0][0] <= newest - window) days.shift();
}

/** Today and the days before it, `length` in all. */
function daysWithin(
  { days }: ActivitySlice,
  length: number,
  { now, settings }: ReadInput,
): [number, number][] {
  const today = localDay(now, settings);
  return days.filter(([day]) => day > today - length);
}

function actsWithin(slice: ActivitySlice, length: number, input: ReadInput): number {
  return daysWithin(slice, length, input).reduce((sum, [, count]) => sum + count, 0);
}

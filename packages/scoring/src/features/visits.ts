import { z } from "zod";
import { type FeatureGroup, feature } from "./definition.ts";
import { msOfDay } from "./local-day.ts";

export const visitsSlice = z.object({
  booked: z.number(),
  done: z.number(),
  missed: z.number(),
  lastDone: z.number().nullable(),
});
export type VisitsSlice = z.infer<typeof visitsSlice>;

const common = {
  unit: "count",
  needs: ["site_visit_booked", "site_visit_done", "site_visit_missed"],
  actionable: true,
} as const;
const missing = "No site visit booked yet";
const unless = ({ booked, done, missed }: VisitsSlice, value: number) =>
  booked + done + missed === 0 ? Number.NaN : value;

export const visits: FeatureGroup<VisitsSlice> = {
  name: "visits",
  start: () => ({ booked: 0, done: 0, missed: 0, lastDone: null }),
  apply(slice, { type, at }) {
    if (type === "site_visit_booked") slice.booked += 1;
    if (type === "site_visit_missed") slice.missed += 1;
    if (type === "site_visit_done") {
      slice.done += 1;
      slice.lastDone = at;
    }
  },
  features: [
    feature({
      ...common,
      name: "visits_booked",
      words: {
        label: "Site visits booked",
        known: "Booked {value} site visits",
        one: "Booked a site visit",
        zero: "Booked no site visit",
        missing,
      },
      value: (slice) => unless(slice, slice.booked),
    }),
    feature({
      ...common,
      name: "visits_done",
      words: {
        label: "Site visits done",
        known: "Came to {value} site visits",
        one: "Came to a site visit",
        zero: "Came to no site visit yet",
        missing,
      },
      value: (slice) => unless(slice, slice.done),
    }),
    feature({
      ...common,
      name: "visits_missed",
      words: {
        label: "Site visits missed",
        known: "Missed {value} site visits",
        one: "Missed a site visit",
        zero: "Missed no site visit",
        missing,
      },
      value: (slice) => unless(slice, slice.missed),
    }),
    feature({
      ...common,
      name: "days_since_visit",
      unit: "days",
      words: {
        label: "Last site visit",
        known: "Came to a site visit {value} ago",
        zero: "Came to a site visit just now",
        missing: "No site visit done yet",
      },
      value: ({ lastDone }, { now }) => (lastDone === null ? Number.NaN : (now - lastDone) / msOfDay),
    }),
  ],
};

import { z } from "zod";
import { type FeatureGroup, feature } from "./definition.ts";
import { eventKinds, eventTypes } from "./event-types.ts";
import { msOfDay } from "./local-day.ts";

export const sessionsSlice = z.object({
  sessions: z.number(),
  pages: z.number(),
  seconds: z.number(),
  last: z.number(),
});
export type SessionsSlice = z.infer<typeof sessionsSlice>;

/** ms without an event on the site after which the next begins another session. */
export const sessionGap = 30 * 60_000;

const webTypes = eventTypes.filter((type) => eventKinds[type].lane === "web");
const web = { needs: webTypes, purpose: "web_tracking" } as const;
const missing = "Visits to the site not known";
const unless = (slice: SessionsSlice, value: number) => (slice.sessions === 0 ? Number.NaN : value);

export const sessions: FeatureGroup<SessionsSlice> = {
  name: "sessions",
  start: () => ({ sessions: 0, pages: 0, seconds: 0, last: 0 }),
  apply(slice, { at, type, seconds }) {
    if (eventKinds[type].lane !== "web") return;
    if (at - slice.last > sessionGap) slice.sessions += 1;
    slice.last = Math.max(slice.last, at);
    slice.seconds += seconds;
    if (type === "page_view" || type === "listing_view" || type === "search") slice.pages += 1;
  },
  features: [
    feature({
      ...web,
      name: "sessions",
      words: {
        label: "Sessions on the site",
        known: "{value} sessions on the site",
        one: "1 session on the site",
        missing,
      },
      unit: "count",
      winsorise: true,
      value: (slice) => unless(slice, slice.sessions),
    }),
    feature({
      ...web,
      name: "session_depth",
      words: {
        label: "Pages a session",
        known: "Views {value} pages a session",
        one: "Views 1 page a session",
        missing,
      },
      unit: "ratio",
      winsorise: true,
      value: (slice) => unless(slice, slice.pages / slice.sessions),
    }),
    feature({
      ...web,
      name: "site_minutes",
      words: {
        label: "Time on site",
        known: "Spent {value} on the site",
        zero: "Spent no time on the site",
        missing: "Browsing on the site not known",
      },
      unit: "minutes",
      winsorise: true,
      value: (slice) => unless(slice, slice.seconds / 60),
    }),
    feature({
      ...web,
      name: "days_since_session",
      words: {
        label: "Last session on the site",
        known: "On the site {value} ago",
        zero: "On the site just now",
        missing,
      },
      unit: "days",
      value: (slice, { now }) => unless(slice, (now - slice.last) / msOfDay),
    }),
  ],
};

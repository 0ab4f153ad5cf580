import { z } from "zod";

const mostEvents = 50;

/** What a page may tell: it is the public's word, so of acts on the page only. */
const pageTypes = ["page_view", "listing_view", "search", "form_submit", "download"] as const;

const contact = z.strictObject({
  name: z.string().max(300).optional(),
  phone: z.string().max(60).optional(),
  email: z.string().max(300).optional(),
});

/** One beacon of the snippet. `sentAt` and `at` are of the visitor's clock, in ms since 1970. */
export const beaconInput = z.strictObject({
  key: z.string().max(40),
  visitorId: z.uuid(),
  sentAt: z.number(),
  webdriver: z.boolean().optional(),
  events: z
    .array(
      z.strictObject({
        eventId: z.uuid(),
        type: z.enum(pageTypes),
        at: z.number(),
        properties: z.record(z.string(), z.unknown()).optional(),
        contact: contact.optional(),
      }),
    )
    .min(1)
    .max(mostEvents),
});

/** Seconds that the page seen longest was in sight; null where more is told than what was seen. */
export function longestLook({ events }: z.output<typeof beaconInput>): number | null {
  if (events.some(({ type }) => type !== "page_view" && type !== "listing_view")) return null;
  const seconds = events.map(({ properties }) =>
    typeof properties?.seconds === "number" ? properties.seconds : Number.POSITIVE_INFINITY,
  );
  return Math.max(...seconds);
}

const longestAgeMs = 24 * 60 * 60_000;

/** The beacon's events as `recordEvents` takes them. A wrong clock of the visitor's does not matter: only ages count. */
export function eventsOf({ visitorId, sentAt, events }: z.output<typeof beaconInput>, now: Date): object[] {
  return events.map(({ eventId, type, at, properties, contact }) => ({
    eventId,
    type,
    occurredAt: new Date(now.getTime() - Math.min(longestAgeMs, Math.max(0, sentAt - at))),
    properties,
    subject: { visitorId, ...(type === "form_submit" ? contact : {}) },
  }));
}

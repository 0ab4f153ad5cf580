import { z } from "zod";
import { type FeatureGroup, feature } from "./definition.ts";
import { eventKinds } from "./event-types.ts";
import { sessionGap } from "./sessions.ts";

export const listingsSlice = z.object({
  session: z.number(),
  /** The last event on the site. */
  last: z.number(),
  /** [key, views, session last seen in] of the listings viewed most. */
  seen: z.array(z.tuple([z.number(), z.number(), z.number()])),
  returns: z.number(),
  /** Listings and views that found no place in `seen` any more. */
  otherListings: z.number(),
  otherViews: z.number(),
});
export type ListingsSlice = z.infer<typeof listingsSlice>;

const places = 12;
const viewed = { needs: ["listing_view"], purpose: "web_tracking" } as const;
const missing = "Listings viewed not known";
const unless = ({ seen }: ListingsSlice, value: number) => (seen.length === 0 ? Number.NaN : value);

export const listings: FeatureGroup<ListingsSlice> = {
  name: "listings",
  start: () => ({ session: 0, last: 0, seen: [], returns: 0, otherListings: 0, otherViews: 0 }),
  apply(slice, { at, type, key }) {
    if (eventKinds[type].lane !== "web") return;
    if (at - slice.last > sessionGap) slice.session += 1;
    slice.last = Math.max(slice.last, at);
    if (type === "listing_view" && key !== 0) view(slice, key);
  },
  features: [
    feature({
      ...viewed,
      name: "listing_returns",
      words: {
        label: "Came back to a listing",
        known: "Came back to a listing {value} times",
        one: "Came back to a listing once",
        zero: "Came back to no listing",
        missing,
      },
      unit: "count",
      winsorise: true,
      value: (slice) => unless(slice, slice.returns),
    }),
    feature({
      ...viewed,
      name: "listings_seen",
      words: { label: "Listings viewed", known: "Viewed {value} listings", one: "Viewed 1 listing", missing },
      unit: "count",
      winsorise: true,
      value: (slice) => unless(slice, slice.seen.length + slice.otherListings),
    }),
    feature({
      ...viewed,
      name: "top_listing_share",
      words: { label: "Interest in one listing", known: "{value} of the views are of one listing", missing },
      unit: "share",
      value(slice) {
        const views = slice.seen.map(([, count]) => count);
        const all = views.reduce((sum, count) => sum + count, slice.otherViews);
        return unless(slice, Math.max(...views) / all);
      },
    }),
  ],
};

/** A listing seen in an earlier session is come back to, once a session. */
function view(slice: ListingsSlice, key: number): void {
  const known = slice.seen.find(([other]) => other === key);
  if (known) {
    if (known[2] < slice.session) slice.returns += 1;
    known[1] += 1;
    known[2] = slice.session;
    return;
  }
  if (slice.seen.length === places) {
    const least = slice.seen.reduce((a, b) => (b[1] < a[1] || (b[1] === a[1] && b[2] < a[2]) ? b : a));
    slice.seen.splice(slice.seen.indexOf(least), 1);
    slice.otherListings += 1;
    slice.otherViews += least[1];
  }
  slice.seen.push([key, 1, slice.session]);
}

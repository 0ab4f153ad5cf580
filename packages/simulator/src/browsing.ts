import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { wholeSecond } from "./local-time.ts";
import { type Random, sigmoid } from "./random.ts";

const DOCUMENTS: readonly [string, ...string[]] = ["brochure", "price list", "floor plan"];
const PAGES: readonly [string, ...string[]] = [
  "/",
  "/projects",
  "/emi-calculator",
  "/localities",
  "/contact",
];

/** One visit to the site: pages one after the other, each read for a while. Gives when the last was left. */
export function browseSession(
  random: Random,
  enquiry: Enquiry,
  start: number,
  pages: number,
  events: Happening[],
): number {
  const { intent, place } = enquiry;
  let at = start;
  if (random.chance(0.35)) {
    events.push({
      type: "search",
      at: wholeSecond(at),
      properties: { locality: place.locality, bedrooms: enquiry.unit.bedrooms },
    });
    at += random.between(5, 40) * 1000;
  }
  for (let page = 0; page < pages; page++) {
    const seconds = Math.max(3, Math.round(random.around(50 * Math.exp(0.2 * intent), 0.8)));
    const view: Happening = random.chance(0.6)
      ? {
          type: "listing_view",
          at: wholeSecond(at),
          properties: { listing: nextListing(random, enquiry), locality: place.locality, seconds },
        }
      : { type: "page_view", at: wholeSecond(at), properties: { page: random.pick(PAGES), seconds } };
    events.push(view);
    // A nervous finger, or a script that fires twice: the same page again within a second.
    if (random.chance(0.012)) events.push({ ...view, at: view.at + random.integer(120, 900) });
    at += (seconds + random.between(1, 5)) * 1000;
  }
  if (random.chance(sigmoid(-2 + 0.6 * intent))) {
    events.push({
      type: "download",
      at: wholeSecond(at),
      properties: { document: random.pick(DOCUMENTS) },
    });
  }
  return at;
}

/** Whoever means it comes back to the one listing; the others look around. */
function nextListing(random: Random, enquiry: Enquiry): string {
  const again = random.chance(sigmoid(-0.3 + 0.6 * enquiry.intent));
  return again ? favouriteOf(enquiry) : otherListing(random, enquiry);
}

/** The listing asked about; without one, the first of the project or of the place. */
export function favouriteOf({ listing, nearby, project, place }: Enquiry): string {
  const near = nearby.find((one) => one.project === project) ?? nearby[0];
  return (listing ?? near)?.externalId ?? place.locality;
}

export function otherListing(random: Random, { nearby, place }: Enquiry): string {
  const choice = nearby[random.integer(0, Math.max(0, nearby.length - 1))];
  return random.chance(0.75) && choice
    ? choice.externalId
    : `${place.locality} resale ${random.integer(1, 9)}`;
}

import { EARLY_LIFE } from "./behaviour.ts";
import { browseSession } from "./browsing.ts";
import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { DAY, MINUTE, whenAwake } from "./local-time.ts";
import { Random, STREAMS } from "./random.ts";

/** What the site saw of a visitor who had not enquired yet. The last visit ends with the enquiry. */
export function anonymousVisits(seed: number, enquiry: Enquiry, scale: number): Happening[] {
  const random = new Random(seed, STREAMS.visits, enquiry.index);
  if (!enquiry.tracked) return [];
  const events: Happening[] = [];
  const earlier = random.count(1.7 * scale);
  for (let visit = 0; visit < Math.min(earlier, 15); visit++) {
    const ago = DAY / 4 + random.exponential(6 * DAY);
    const start = whenAwake(random, enquiry.createdAt - ago);
    browseSession(random, enquiry, start, 1 + random.count(2.8), events);
  }
  if (enquiry.source.arrival === "form") {
    const length = random.between(3, 14) * MINUTE;
    browseSession(random, enquiry, enquiry.createdAt - length, 2 + random.count(3), events);
  }
  return events.filter((event) => event.at < enquiry.createdAt);
}

/** Visits after the first 72 hours, fewer and fewer; who means it comes back longer. */
export function returnVisits(seed: number, enquiry: Enquiry, end: number, scale: number): Happening[] {
  const random = new Random(seed, STREAMS.returns, enquiry.index);
  if (!enquiry.tracked) return [];
  const events: Happening[] = [];
  const visits = random.count(Math.min(40, 7.5 * scale * Math.exp(0.35 * enquiry.intent)));
  const start = enquiry.createdAt + EARLY_LIFE;
  const fading = 11 * DAY * Math.exp(0.3 * enquiry.intent);
  for (let visit = 0; visit < visits; visit++) {
    const at = whenAwake(random, start + random.exponential(fading));
    if (at > end) continue;
    browseSession(random, enquiry, at, 1 + random.count(2.6), events);
  }
  if (random.chance(0.05)) scanned(random, start + random.exponential(9 * DAY), events);
  return events.filter((event) => event.at > start && event.at <= end);
}

/** A mail scanner, or a browser that fetches ahead: page after page faster than anybody reads, from the person's own machine. */
function scanned(random: Random, start: number, events: Happening[]): void {
  let at = Math.floor(start);
  const pages = random.integer(8, 20);
  for (let page = 0; page < pages; page++) {
    events.push({ type: "page_view", at, properties: { page: `/projects/${page + 1}` }, robotic: true });
    at += random.integer(60, 320);
  }
}

import type { Happening } from "./happening.ts";
import type { Listing } from "./listings.ts";
import { DAY } from "./local-time.ts";
import { Random, STREAMS } from "./random.ts";

/** Machines that say what they are, as their makers publish it. */
const AGENTS: readonly [string, ...string[]] = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
  "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
  "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "python-requests/2.32.3",
];

export interface Crawl {
  visitor: string;
  agent: string;
  events: Happening[];
}

/** One machine's walk over the site, at an even pace. */
export function crawlAt(
  seed: number,
  index: number,
  now: number,
  days: number,
  stock: readonly Listing[],
): Crawl {
  const random = new Random(seed, STREAMS.crawl, index);
  const visitor = random.uuid();
  const agent = random.pick(AGENTS);
  let at = Math.floor(now - days * DAY * random.next());
  const pace = random.between(300, 4000);
  const events: Happening[] = [];
  const pages = 4 + random.count(18);
  for (let page = 0; page < pages && at <= now; page++) {
    const listing = stock[random.integer(0, stock.length - 1)];
    events.push(
      listing && random.chance(0.7)
        ? {
            type: "listing_view",
            at,
            properties: { listing: listing.externalId, locality: listing.place.locality },
          }
        : { type: "page_view", at, properties: { page: "/projects" } },
    );
    at += Math.ceil(random.around(pace, 0.2));
  }
  return { visitor, agent, events };
}

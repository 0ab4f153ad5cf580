import { browseSession } from "./browsing.ts";
import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { DAY, HOUR, MINUTE, whenAwake, whenOpen, wholeSecond } from "./local-time.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** Days after the enquiry on which the brokerage writes, as long as the lead is open. */
const CAMPAIGN: readonly (readonly [day: number, name: string])[] = [
  [1, "welcome"],
  [3, "similar homes"],
  [6, "site visit"],
  [10, "loan guide"],
  [14, "neighbourhood"],
  [19, "new launches"],
  [25, "price update"],
  [32, "similar homes"],
  [40, "still looking"],
  [50, "new launches"],
];
const EXTRA_EVERY = 9 * DAY;

/** Letters to those who gave an address, and what came of them. */
export function mails(seed: number, enquiry: Enquiry, end: number, scale: number): Happening[] {
  const random = new Random(seed, STREAMS.mail, enquiry.index);
  const events: Happening[] = [];
  if (enquiry.person.email === null) return events;
  const gone = random.chance(0.03);
  const reads = sigmoid(-0.5 + 0.55 * enquiry.intent + 0.2 * enquiry.reachability);
  for (const [day, campaign] of lettersOf(scale)) {
    const sent = wholeSecond(whenOpen(random, enquiry.createdAt + day * DAY + random.between(0, 3) * HOUR));
    if (sent > end) break;
    events.push({ type: "email_sent", at: sent, properties: { campaign } });
    if (gone) {
      events.push({
        type: "email_bounce",
        at: sent + 5000,
        properties: { campaign, reason: "no such mailbox" },
      });
      break;
    }
    if (random.chance(reads)) answer(random, enquiry, sent, campaign, events);
  }
  return events.filter((event) => event.at <= end);
}

function lettersOf(scale: number): readonly (readonly [day: number, name: string])[] {
  if (scale <= 1) return CAMPAIGN.slice(0, Math.max(2, Math.round(CAMPAIGN.length * scale)));
  const extra = Math.round((scale - 1) * CAMPAIGN.length);
  const more = Array.from(
    { length: extra },
    (_, n) => [60 + ((n + 1) * EXTRA_EVERY) / DAY, "newsletter"] as const,
  );
  return [...CAMPAIGN, ...more];
}

function answer(random: Random, enquiry: Enquiry, sent: number, campaign: string, events: Happening[]): void {
  const opened = whenAwake(random, sent + random.exponential(7 * HOUR));
  events.push({ type: "email_open", at: wholeSecond(opened), properties: { campaign } });
  if (random.chance(0.2)) {
    const again = whenAwake(random, opened + random.exponential(20 * HOUR));
    events.push({ type: "email_open", at: wholeSecond(again), properties: { campaign } });
  }
  if (random.chance(sigmoid(-1.3 + 0.5 * enquiry.intent))) {
    const clicked = opened + random.between(0.2, 2) * MINUTE;
    events.push({
      type: "email_click",
      at: wholeSecond(clicked),
      properties: { campaign, link: "/projects" },
    });
    if (enquiry.tracked) browseSession(random, enquiry, clicked + 2000, 1 + random.count(1.4), events);
  }
  if (random.chance(sigmoid(-3.2 + 0.6 * enquiry.intent))) {
    const replied = whenAwake(random, opened + random.exponential(5 * HOUR));
    events.push({ type: "email_reply", at: wholeSecond(replied), properties: { campaign } });
  }
}

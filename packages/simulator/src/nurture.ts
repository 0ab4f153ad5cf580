import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { DAY, MINUTE, whenAwake, whenOpen, wholeSecond } from "./local-time.ts";
import { incomingText, outgoingText } from "./messages.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** A word from the broker every week or so while the lead is open, whatever comes of it; some write back. */
export function nurture(seed: number, enquiry: Enquiry, end: number, scale: number): Happening[] {
  const random = new Random(seed, STREAMS.nurture, enquiry.index);
  const events: Happening[] = [];
  if (enquiry.person.phone === null || random.chance(0.2)) return events;
  const writesBack = enquiry.wrongNumber
    ? 0
    : sigmoid(-1.7 + 0.55 * enquiry.intent + 0.3 * enquiry.reachability);
  const every = (7 * DAY) / scale;
  let at = enquiry.createdAt + 4 * DAY;
  for (let message = 0; message < 9 * scale; message++) {
    at = whenOpen(random, at + random.around(every, 0.4));
    if (at > end) break;
    events.push({ type: "whatsapp_out", at: wholeSecond(at), properties: {}, text: outgoingText(random) });
    if (!random.chance(writesBack)) continue;
    const reply = whenAwake(random, at + Math.max(1, random.around(50, 1.1)) * MINUTE);
    const text = incomingText(random, enquiry.intent);
    events.push({ type: "whatsapp_in", at: wholeSecond(reply), properties: {}, text });
  }
  return events.filter((event) => event.at <= end);
}

import type { Enquiry } from "./enquiry.ts";
import type { Happening } from "./happening.ts";
import { MINUTE, whenAwake, wholeSecond } from "./local-time.ts";
import { Random, STREAMS, sigmoid } from "./random.ts";

/** Blue ticks: most of what we write on WhatsApp is read, unless the number is wrong or the person hides them. */
export function readReceipts(seed: number, enquiry: Enquiry, timeline: readonly Happening[]): Happening[] {
  const random = new Random(seed, STREAMS.receipts, enquiry.index);
  if (enquiry.wrongNumber || random.chance(0.15)) return [];
  const reads = sigmoid(1 + 0.5 * enquiry.reachability);
  return timeline.flatMap((event): Happening[] => {
    if (event.type !== "whatsapp_out" || !random.chance(reads)) return [];
    const at = whenAwake(random, event.at + Math.max(0.1, random.around(18, 1.1)) * MINUTE);
    return [{ type: "whatsapp_read", at: wholeSecond(at), properties: {} }];
  });
}

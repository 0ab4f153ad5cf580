import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import type { Answers } from "./answers.ts";
import { claimIds } from "./claim-ids.ts";
import { type ParsedEvent, parseEvent } from "./event-input.ts";

/** An event whose sender's id is ours to record, until it is refused. */
export interface Incoming extends ParsedEvent {
  /** among the events of the call */
  place: number;
  /** in the table */
  id: string;
}

const reused = "eventId: stands for another event already.";

/** Checks the events and takes their senders' ids; what is refused or has come before is answered. */
export async function takeIn(
  sql: OrgSql,
  ctx: Context,
  events: readonly unknown[],
  answers: Answers,
  receivedAt: Date,
): Promise<Incoming[]> {
  const parsed: Incoming[] = [];
  for (const [place, raw] of events.entries()) {
    const event = parseEvent(raw);
    if ("code" in event) answers.refuse(place, event.eventId, event.code, event.message);
    else parsed.push({ ...event, place, id: newId() });
  }
  const firsts = new Map<string, Incoming>();
  for (const event of parsed) if (!firsts.has(event.eventId)) firsts.set(event.eventId, event);
  const before = await claimIds(sql, ctx, [...firsts.values()], receivedAt);
  return parsed.filter((event) => {
    const { place, eventId, hash } = event;
    const stored = before.get(eventId);
    const first = firsts.get(eventId);
    if (first === event && !stored) return true;
    if (!first || !(stored ?? first.hash).equals(hash)) answers.refuse(place, eventId, "id_reused", reused);
    else if (stored) answers.duplicate(place, eventId);
    else answers.twin(place, first.place);
    return false;
  });
}

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
  const fresh = new Map<string, Incoming>();
  for (const [place, raw] of events.entries()) {
    const event = parseEvent(raw);
    if ("code" in event) {
      answers.refuse(place, event.eventId, event.code, event.message);
      continue;
    }
    const first = fresh.get(event.eventId);
    if (!first) fresh.set(event.eventId, { ...event, place, id: newId() });
    else if (first.hash.equals(event.hash)) answers.twin(place, first.place);
    else answers.refuse(place, event.eventId, "id_reused", reused);
  }
  const before = await claimIds(sql, ctx, [...fresh.values()], receivedAt);
  return [...fresh.values()].filter(({ place, eventId }) => {
    const verdict = before.get(eventId);
    if (verdict === "duplicate") answers.duplicate(place, eventId);
    if (verdict === "id_reused") answers.refuse(place, eventId, "id_reused", reused);
    return verdict === undefined;
  });
}

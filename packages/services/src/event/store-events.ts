import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { ParsedEvent } from "./event-input.ts";
import { sealText, type TextOwner } from "./text.ts";

/** An event with all that is known of it when it is stored. */
export interface NewEvent extends ParsedEvent {
  id: string;
  leadId: string | null;
  visitorId: string | null;
  source: string;
  occurredAt: Date;
  recordedAt: Date;
  bot: string | null;
  correctedId: string | null;
  textOwner: TextOwner | null;
}

export async function storeEvents(
  sql: OrgSql,
  ctx: Context,
  events: readonly NewEvent[],
  receivedAt: Date,
): Promise<void> {
  if (events.length === 0) return;
  await sql.query(
    `insert into event (org_id, received_at, id, lead_id, visitor_id, type, source, properties, text_sealed,
                        text_person_id, occurred_at, recorded_at, claimed_at, bot, corrects, retracts)
     select $1::uuid, $2::timestamptz, * from unnest(
       $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::jsonb[], $9::bytea[], $10::uuid[],
       $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::text[], $15::uuid[], $16::bool[])`,
    [
      ctx.orgId,
      receivedAt,
      events.map(({ id }) => id),
      events.map(({ leadId }) => leadId),
      events.map(({ visitorId }) => visitorId),
      events.map(({ type }) => type),
      events.map(({ source }) => source),
      events.map(({ properties }) => JSON.stringify(properties)),
      events.map(({ id, text, textOwner }) => (text === null ? null : sealText(ctx, textOwner, id, text))),
      events.map(({ text, textOwner }) => (text === null ? null : (textOwner?.personId ?? null))),
      events.map(({ occurredAt }) => occurredAt),
      events.map(({ recordedAt }) => recordedAt),
      // What was said is kept where it could not be true.
      events.map(({ claimedAt, occurredAt }) => (claimedAt && claimedAt > occurredAt ? claimedAt : null)),
      events.map(({ bot }) => bot),
      events.map(({ correctedId }) => correctedId),
      events.map(({ retracts }) => retracts),
    ],
    "store events",
  );
}

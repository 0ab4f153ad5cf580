import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { MovedMeanwhile } from "./moved-meanwhile.ts";

export interface Claim {
  eventId: string;
  hash: Buffer;
  /** the event's id in the table */
  id: string;
}

/** Takes the senders' ids. Those that were taken before come back with the hash of what they stand for. */
export async function claimIds(
  sql: OrgSql,
  ctx: Context,
  claims: readonly Claim[],
  receivedAt: Date,
): Promise<Map<string, Buffer>> {
  if (claims.length === 0) return new Map();
  const { rows: taken } = await sql.query<{ eventId: string }>(
    // In one order for all: two that send the same events wait for each other, and neither for ever.
    `insert into event_dedupe (org_id, event_id, body_hash, id, received_at)
     select $1::uuid, event_id, hash, id, $5::timestamptz
       from unnest($2::text[], $3::bytea[], $4::uuid[]) as claim(event_id, hash, id) order by event_id
         on conflict do nothing returning event_id as "eventId"`,
    [
      ctx.orgId,
      claims.map(({ eventId }) => eventId),
      claims.map(({ hash }) => hash),
      claims.map(({ id }) => id),
      receivedAt,
    ],
    "claim event ids",
  );
  if (taken.length === claims.length) return new Map();
  const ours = new Set(taken.map(({ eventId }) => eventId));
  const others = claims.filter(({ eventId }) => !ours.has(eventId));
  const { rows } = await sql.query<{ eventId: string; hash: Buffer }>(
    `select event_id as "eventId", body_hash as hash from event_dedupe where org_id = $1 and event_id = any($2::text[])`,
    [ctx.orgId, others.map(({ eventId }) => eventId)],
  );
  // Gone between the two: the other's transaction took its event back.
  if (rows.length < others.length) throw new MovedMeanwhile();
  return new Map(rows.map(({ eventId, hash }) => [eventId, hash]));
}

/** For events that were refused: the same id may come again. */
export async function releaseIds(sql: OrgSql, ctx: Context, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await sql.query("delete from event_dedupe where org_id = $1 and event_id = any($2::text[])", [
    ctx.orgId,
    eventIds,
  ]);
}

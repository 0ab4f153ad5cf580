import type { Status, StatusName } from "@leadlift/connectors/whatsapp";
import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { type Item, timeOf } from "./item.ts";
import type { Senders } from "./senders.ts";

/** They come in any order: what is further on stands. What was delivered has not failed, whatever was said before. */
const ranks: Readonly<Record<StatusName, number>> = { sent: 1, failed: 2, delivered: 3, read: 4, played: 5 };

/** Moves messages on and never back. Gives those statuses that tell for the first time that one was read. */
export async function keepStatuses(
  sql: OrgSql,
  ctx: Context,
  {
    connectionId,
    statuses,
    senders,
  }: { connectionId: string; statuses: readonly Item<Status>[]; senders: Senders },
): Promise<Item<Status>[]> {
  const furthest = new Map<string, Item<Status>>();
  for (const item of statuses) {
    const known = furthest.get(item.name);
    if (!known || ranks[item.event.status] > ranks[known.event.status]) furthest.set(item.name, item);
  }
  if (furthest.size === 0) return [];
  const items = [...furthest.values()];
  const { rows } = await sql.query<{ providerId: Buffer }>(
    `insert into message_status as s (org_id, provider, provider_id, status, rank, error_code, connection_id, person_id,
                                      at, received_at)
     select $1::uuid, 'whatsapp', provider_id, status, rank, error_code, $2::uuid, person_id, at, $3::timestamptz
       from unnest($4::bytea[], $5::text[], $6::int[], $7::int[], $8::uuid[], $9::timestamptz[])
            as t(provider_id, status, rank, error_code, person_id, at)
      order by provider_id
         on conflict (org_id, provider, provider_id) do update
        set status = excluded.status, rank = excluded.rank, error_code = excluded.error_code, at = excluded.at,
            received_at = excluded.received_at, person_id = coalesce(s.person_id, excluded.person_id)
      where excluded.rank > s.rank
     returning provider_id as "providerId"`,
    [
      ctx.orgId,
      connectionId,
      ctx.now(),
      items.map(({ providerId }) => providerId),
      items.map(({ event }) => event.status),
      items.map(({ event }) => ranks[event.status]),
      items.map(({ event }) => event.errorCode),
      items.map((item) => senders.of(item)?.personId ?? null),
      items.map((item) => timeOf(item) ?? ctx.now()),
    ],
    "keep statuses",
  );
  const moved = new Set(rows.map(({ providerId }) => providerId.toString("hex")));
  return items.filter(({ name, event }) => event.status === "read" && moved.has(name));
}

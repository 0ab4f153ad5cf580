import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { MovedMeanwhile } from "../event/moved-meanwhile.ts";
import { type Item, timeOf } from "./item.ts";
import type { Senders } from "./senders.ts";

const provider = "whatsapp";

/** Without what has come before, and each once; statuses are judged by how far they go. */
export async function newItems(sql: OrgSql, ctx: Context, items: readonly Item[]): Promise<Item[]> {
  const statuses = items.filter(({ event }) => event.kind === "status");
  const others = new Map(
    items.filter(({ event }) => event.kind !== "status").map((item) => [item.name, item]),
  );
  if (others.size === 0) return statuses;
  const { rows } = await sql.query<{ providerId: Buffer }>(
    `select provider_id as "providerId" from inbox_item
      where org_id = $1 and provider = $2 and provider_id = any($3::bytea[])`,
    [ctx.orgId, provider, [...others.values()].map(({ providerId }) => providerId)],
    "known inbox items",
  );
  for (const { providerId } of rows) others.delete(providerId.toString("hex"));
  return [...others.values(), ...statuses];
}

/** Takes their ids for good, with what they said sealed. Throws CONFLICT where another took one meanwhile. */
export async function storeItems(
  sql: OrgSql,
  ctx: Context,
  { connectionId, items, senders }: { connectionId: string; items: readonly Item[]; senders: Senders },
): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(() => newId());
  const persons = items.map((item) => senders.of(item)?.personId ?? null);
  const keys = await keysOf(sql, ctx, persons);
  const { crypto } = ctx.organisation;
  const bodies = items.map(({ event }, place) => {
    const personId = persons[place] ?? null;
    const key = personId === null ? undefined : keys.get(personId);
    const owner = personId !== null && key ? crypto.person(personId, key) : crypto;
    return owner.seal({ table: "inbox_item", column: "body_sealed", row: ids[place] ?? "" }, event.raw);
  });
  const { rowCount } = await sql.query(
    `insert into inbox_item (org_id, id, provider, provider_id, kind, connection_id, person_id, body_sealed, occurred_at,
                             received_at)
     select $1::uuid, id, $2::text, provider_id, kind, $3::uuid, person_id, body, at, $4::timestamptz
       from unnest($5::uuid[], $6::bytea[], $7::text[], $8::uuid[], $9::bytea[], $10::timestamptz[])
            as t(id, provider_id, kind, person_id, body, at)
      order by provider_id
         on conflict (org_id, provider, provider_id) do nothing`,
    [
      ctx.orgId,
      provider,
      connectionId,
      ctx.now(),
      ids,
      items.map(({ providerId }) => providerId),
      items.map(({ event }) => event.kind),
      persons,
      bodies,
      items.map(timeOf),
    ],
    "store inbox items",
  );
  if (rowCount < items.length) throw new MovedMeanwhile();
}

async function keysOf(
  sql: OrgSql,
  ctx: Context,
  persons: readonly (string | null)[],
): Promise<Map<string, Buffer>> {
  const ids = [...new Set(persons.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql.query<{ id: string; key: Buffer }>(
    "select id, wrapped_key as key from person where org_id = $1 and id = any($2::uuid[])",
    [ctx.orgId, ids],
    "keys of senders",
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

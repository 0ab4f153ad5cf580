import type { OrgSql } from "@leadlift/db/connect";
import type { ContactTraits } from "@leadlift/scoring/features";
import { type Context, systemContext } from "../context.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { holdPersons } from "./hold-persons.ts";
import { openContact, openName } from "./new-person.ts";
import { emailTraits, phoneTraits, traitsVersion } from "./traits.ts";

const everyMs = 600_000;
const batch = 500;

interface Row {
  id: string;
  personId: string;
  kind: string;
  sealed: Buffer;
  wrappedKey: Buffer;
  nameSealed: Buffer | null;
}

/** Every ten minutes, in every organisation; when nothing is left, an empty index is looked into. */
export function startTraitFiller(platform: Platform): { close(): Promise<void> } {
  const stop = new AbortController();
  const filler = repeat(
    everyMs,
    () => fillEverywhere(platform, stop.signal),
    (error) => platform.log.warn("Contacts could not be looked at", { error }),
  );
  return {
    close() {
      stop.abort();
      return filler.close();
    },
  };
}

async function fillEverywhere(platform: Platform, signal: AbortSignal): Promise<void> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  for (const { id: orgId } of rows) {
    if (signal.aborted) return;
    try {
      await fillTraits(await systemContext(platform, orgId, "fill traits"), signal);
    } catch (error) {
      platform.log.warn("Contacts could not be looked at", { orgId, error });
    }
  }
}

/**
 * Looks at the phone numbers and addresses whose traits are not those of the definition of today, 500 a transaction, and
 * has the leads scored. Stopped at any time, it goes on where it was. Vectors as of an earlier time keep the traits that
 * were known then. Returns how many were looked at.
 */
export async function fillTraits(
  ctx: Context,
  signal?: AbortSignal,
  version: number = traitsVersion,
): Promise<number> {
  let cursor = "00000000-0000-0000-0000-000000000000";
  let filled = 0;
  while (!signal?.aborted) {
    const after = cursor;
    const done = await untilSettled(() =>
      ctx.db.withOrgSql(ctx.orgId, (sql) => fillBatch(sql, ctx, after, version)),
    );
    if (!done) break;
    cursor = done.last;
    filled += done.filled;
  }
  if (filled > 0) await ctx.db.withOrg(ctx.orgId, (tx) => promiseScoring(tx, ctx));
  return filled;
}

async function fillBatch(
  sql: OrgSql,
  ctx: Context,
  cursor: string,
  version: number,
): Promise<{ last: string; filled: number } | null> {
  const { rows } = await sql.query<Row>(
    `select c.id, c.person_id as "personId", c.kind, c.sealed, p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed"
       from contact_point c join person p on p.org_id = c.org_id and p.id = c.person_id
      where c.org_id = $1 and c.id > $2 and c.traits_version < $3 order by c.id limit ${batch}`,
    [ctx.orgId, cursor, version],
  );
  const last = rows.at(-1);
  if (!last) return null;
  const looked = rows.flatMap(({ personId, ...row }) => {
    const traits = traitsOf(ctx, { personId, ...row });
    return traits ? [{ id: row.id, personId, traits }] : [];
  });
  const held = await holdPersons(sql, ctx, [...new Set(looked.map(({ personId }) => personId))]);
  const { rowCount } = await sql.query(
    `with found as (
       select c.id, c.traits as before, f.traits
         from unnest($2::uuid[], $3::jsonb[]) as f(id, traits)
         join contact_point c on c.org_id = $1::uuid and c.id = f.id and c.traits_version < $4::int
     ), past as (
       insert into contact_past (org_id, contact_id, traits, replaced_at)
       select $1::uuid, id, before, $5::timestamptz from found where before <> traits
     )
     update contact_point c set traits = found.traits, traits_version = $4::int
       from found where c.org_id = $1::uuid and c.id = found.id`,
    [
      ctx.orgId,
      looked.map(({ id }) => id),
      looked.map(({ traits }) => JSON.stringify(traits)),
      version,
      held.changedAt,
    ],
  );
  await held.changed();
  return { last: last.id, filled: rowCount };
}

/** Null where it does not open: one damaged row must not keep the others waiting. */
function traitsOf(ctx: Context, row: Row): ContactTraits | null {
  try {
    const person = ctx.organisation.crypto.person(row.personId, row.wrappedKey);
    const value = openContact(person, row.id, row.sealed);
    if (row.kind === "phone") return phoneTraits(value);
    return emailTraits(value, row.nameSealed && openName(person, row.personId, row.nameSealed));
  } catch (error) {
    ctx.log.warn("A contact could not be opened", { error });
    return null;
  }
}

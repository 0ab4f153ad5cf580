import type { OrgSql } from "@leadlift/db/connect";
import type { ContactTraits } from "@leadlift/scoring/features";
import { type Context, systemContext } from "../context.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { openContact, openName } from "./new-person.ts";
import { emailTraits, phoneTraits } from "./traits.ts";

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
 * Looks at the phone numbers and addresses that came in before their traits were kept, 500 a transaction, and has the
 * leads scored. Stopped at any time, it goes on where it was. Traits follow from a contact alone: they are no new fact,
 * so vectors as of any time have them. Returns how many were filled.
 */
export async function fillTraits(ctx: Context, signal?: AbortSignal): Promise<number> {
  let cursor = "00000000-0000-0000-0000-000000000000";
  let filled = 0;
  while (!signal?.aborted) {
    const done = await ctx.db.withOrgSql(ctx.orgId, (sql) => fillBatch(sql, ctx, cursor));
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
): Promise<{ last: string; filled: number } | null> {
  const { rows } = await sql.query<Row>(
    `select c.id, c.person_id as "personId", c.kind, c.sealed, p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed"
       from contact_point c join person p on p.org_id = c.org_id and p.id = c.person_id
      where c.org_id = $1 and c.id > $2 and c.traits = '{}' order by c.id limit ${batch}`,
    [ctx.orgId, cursor],
  );
  const last = rows.at(-1);
  if (!last) return null;
  const looked = rows.flatMap((row) => {
    const traits = traitsOf(ctx, row);
    return traits ? [{ id: row.id, traits }] : [];
  });
  await forgetVectors(sql, ctx, [...new Set(rows.map(({ personId }) => personId))]);
  const { rowCount } = await sql.query(
    `update contact_point c set traits = f.traits from unnest($2::uuid[], $3::jsonb[]) as f(id, traits)
      where c.org_id = $1 and c.id = f.id and c.traits = '{}'`,
    [ctx.orgId, looked.map(({ id }) => id), looked.map(({ traits }) => JSON.stringify(traits))],
  );
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

/** Whoever keeps a vector holds its lead's state: what was computed without the traits goes either way. */
async function forgetVectors(sql: OrgSql, ctx: Context, personIds: readonly string[]): Promise<void> {
  await sql.query(
    `select 1 from lead_state s
      where s.org_id = $1 and s.lead_id in (select id from lead where org_id = $1 and person_id = any($2::uuid[]))
      order by s.lead_id for update of s`,
    [ctx.orgId, personIds],
  );
  await sql.query(
    `delete from lead_vector
      where org_id = $1 and lead_id in (select id from lead where org_id = $1 and person_id = any($2::uuid[]))`,
    [ctx.orgId, personIds],
  );
}

import type { Context } from "../context.ts";
import { wordUnknownListings } from "./head-words.ts";

/** Listings by the id where they came from; given ids, only those. */
export async function knownListings(
  ctx: Context,
  externalIds: readonly string[] | null = null,
): Promise<Map<string, string>> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ id: string; externalId: string }>(
      `select id, external_id as "externalId" from listing
        where org_id = $1 and ($2::text[] is null or external_id = any($2::text[]))`,
      [ctx.orgId, externalIds],
    ),
  );
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
}

/** What a column of listings would run into, in a sentence; null where every listing is known. */
export async function unknownListings(
  ctx: Context,
  header: string,
  values: readonly { value: string; count: number }[],
): Promise<string | null> {
  const known = await knownListings(
    ctx,
    values.map(({ value }) => value),
  );
  const unknown = values.filter(({ value }) => !known.has(value));
  const [first] = unknown;
  if (!first) return null;
  const rows = unknown.reduce((sum, { count }) => sum + count, 0);
  const example = first.value.slice(0, 60);
  return wordUnknownListings({ header, listings: unknown.length, example, rows }, ctx.language);
}

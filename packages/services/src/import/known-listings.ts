import type { Context } from "../context.ts";

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
  const named = unknown.length === 1 ? "one listing" : `${unknown.length} listings`;
  return (
    `"${header}" names ${named} that ${unknown.length === 1 ? "is" : "are"} not here, such as "${first.value.slice(0, 60)}": ` +
    `${rows === 1 ? "this lead comes" : `these ${rows} leads come`} without a listing unless the listings are imported first.`
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";

export const attributeKinds = ["numeric", "categorical", "boolean", "date", "text", "id"] as const;
export type AttributeKind = (typeof attributeKinds)[number];

export interface AttributeDefinition {
  key: string;
  label: string;
  kind: AttributeKind;
}

export async function listAttributes(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
): Promise<AttributeDefinition[]> {
  const { rows } = await sql.query<AttributeDefinition>(
    "select key, label, kind from attribute where org_id = $1 order by position, key",
    [ctx.orgId],
  );
  return rows;
}

/** Adds those that are new, after the others. An attribute keeps the kind and label that it was first given. */
export async function defineAttributes(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  wanted: readonly AttributeDefinition[],
): Promise<void> {
  if (wanted.length === 0) return;
  await sql.query(
    `insert into attribute (org_id, key, label, kind, position)
     select $1::uuid, wanted.key, wanted.label, wanted.kind,
            wanted.place::int + (select coalesce(max(position), 0) from attribute where org_id = $1::uuid)
       from unnest($2::text[], $3::text[], $4::text[]) with ordinality as wanted(key, label, kind, place)
         on conflict (org_id, key) do nothing`,
    [
      ctx.orgId,
      wanted.map(({ key }) => key),
      wanted.map(({ label }) => label),
      wanted.map(({ kind }) => kind),
    ],
  );
}

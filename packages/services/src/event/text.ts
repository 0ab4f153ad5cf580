import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import type { Context } from "../context.ts";

/** Whose key seals a text; null: nobody is known, and the organisation's does. */
export interface TextOwner {
  personId: string;
  wrappedKey: Uint8Array;
}

/** By lead; one that is not there is left out. */
export async function textOwners(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, TextOwner>> {
  if (leadIds.length === 0) return new Map();
  const { rows } = await sql.query<TextOwner & { leadId: string }>(
    `select l.id as "leadId", p.id as "personId", p.wrapped_key as "wrappedKey"
       from unnest($2::uuid[]) as wanted(id)
       join lead l on l.org_id = $1 and l.id = wanted.id
       join person p on p.org_id = $1 and p.id = l.person_id`,
    [ctx.orgId, leadIds],
    "owners of texts",
  );
  return new Map(rows.map(({ leadId, ...owner }) => [leadId, owner]));
}

export function sealText(ctx: Context, owner: TextOwner | null, eventId: string, text: string): Uint8Array {
  return keyOf(ctx, owner).seal(placeOf(eventId), text);
}

/** Throws SealError where the text was changed or moved. */
export function openText(ctx: Context, owner: TextOwner | null, eventId: string, sealed: Uint8Array): string {
  return keyOf(ctx, owner).openText(placeOf(eventId), sealed);
}

function keyOf({ organisation: { crypto } }: Context, owner: TextOwner | null): PersonCrypto {
  return owner ? crypto.person(owner.personId, owner.wrappedKey) : crypto;
}

function placeOf(row: string) {
  return { table: "event", column: "text_sealed", row };
}

import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

interface Place {
  id: string;
  column: "reason_sealed" | "answer_sealed" | "note_sealed";
}

/** The keys of the person behind a lead: what is written about it may name them. Throws NOT_FOUND. */
export async function personOfLead(sql: OrgSql, ctx: Context, leadId: string): Promise<PersonCrypto> {
  const { rows } = await sql.query<{ personId: string; wrappedKey: Buffer }>(
    `select p.id as "personId", p.wrapped_key as "wrappedKey"
       from lead l join person p on p.org_id = l.org_id and p.id = l.person_id where l.org_id = $1 and l.id = $2`,
    [ctx.orgId, leadId],
  );
  const [row] = rows;
  if (!row) throw notFound("This lead");
  return ctx.organisation.crypto.person(row.personId, row.wrappedKey);
}

export function sealedText(person: PersonCrypto, place: Place, text: string): Uint8Array {
  return person.seal(placeOf(place), text);
}

export function openedText(person: PersonCrypto, place: Place, sealed: Uint8Array): string {
  return person.openText(placeOf(place), sealed);
}

function placeOf({ id, column }: Place) {
  return { table: column === "note_sealed" ? "outcome_check" : "board_appeal", column, row: id };
}

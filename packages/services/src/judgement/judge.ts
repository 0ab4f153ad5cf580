import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";

export interface NewJudgement {
  userId: string;
  kind: "hot" | "cold" | "too_high" | "too_low";
  reason: string | null;
  note: string | null;
  at: Date;
}

/** Keeps somebody's own word on a lead beside the score that it answers. Returns its id. */
export async function judgeLead(
  sql: OrgSql,
  ctx: Context,
  lead: { id: string; person: PersonCrypto },
  { userId, kind, reason, note, at }: NewJudgement,
): Promise<string> {
  const id = newId();
  await sql.query(
    `insert into judgement (org_id, id, lead_id, user_id, kind, reason, note_sealed, score, probability, model_id, at)
     select $1, $2, l.id, $4, $5, $6, $7, l.score, l.probability, l.model_id, $8
       from lead l where l.org_id = $1 and l.id = $3`,
    [
      ctx.orgId,
      id,
      lead.id,
      userId,
      kind,
      reason,
      note === null ? null : sealNote(lead.person, id, note),
      at,
    ],
  );
  return id;
}

/** False: it was taken back before. */
export async function unjudge(sql: OrgSql, ctx: Context, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update judgement set undone_at = $3 where org_id = $1 and id = $2 and undone_at is null",
    [ctx.orgId, id, ctx.now()],
  );
  return rowCount > 0;
}

export function openJudgementNote(person: PersonCrypto, id: string, sealed: Uint8Array): string {
  return person.openText(placeOf(id), sealed);
}

function sealNote(person: PersonCrypto, id: string, note: string): Uint8Array {
  return person.seal(placeOf(id), note);
}

function placeOf(row: string) {
  return { table: "judgement", column: "note_sealed", row };
}

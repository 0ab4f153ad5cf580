import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { clusterOf } from "../lead/cluster.ts";
import { openStepNote, sealStepNote } from "./step-note.ts";

/** What was promised about a lead is promised about the one that stands for it from now on. */
export async function carrySteps(sql: OrgSql, ctx: Context, from: string, to: string): Promise<void> {
  await moveSteps(sql, ctx, { to, where: "s.lead_id = $2::uuid", of: from });
}

/** What is still promised of a lead that stands for itself again, or of those merged into it, is its own again. */
export async function returnSteps(sql: OrgSql, ctx: Context, from: string, to: string): Promise<void> {
  const own = await clusterOf(sql, ctx, to);
  const where = "s.lead_id = $2::uuid and s.made_for = any($4::uuid[])";
  await moveSteps(sql, ctx, { to, where, of: from }, own);
}

interface Move {
  to: string;
  /** of steps called s */
  where: string;
  /** $2 of it */
  of: string;
}

/** Notes are sealed with the key of the person behind the lead that bears them. */
async function moveSteps(sql: OrgSql, ctx: Context, { to, where, of }: Move, own?: string[]): Promise<void> {
  const { rows } = await sql.query<{
    id: string;
    noteSealed: Buffer | null;
    fromPerson: string;
    fromKey: Buffer;
    toPerson: string;
    toKey: Buffer;
  }>(
    `select s.id, s.note_sealed as "noteSealed", p.id as "fromPerson", p.wrapped_key as "fromKey", q.id as "toPerson",
            q.wrapped_key as "toKey"
       from next_step s
       join lead l on l.org_id = $1::uuid and l.id = s.lead_id
       join person p on p.org_id = $1::uuid and p.id = l.person_id
       join lead k on k.org_id = $1::uuid and k.id = $3::uuid
       join person q on q.org_id = $1::uuid and q.id = k.person_id
      where s.org_id = $1::uuid and s.status = 'open' and ${where} for update of s`,
    [ctx.orgId, of, to, ...(own ? [own] : [])],
  );
  const { crypto } = ctx.organisation;
  for (const { id, noteSealed, fromPerson, fromKey, toPerson, toKey } of rows) {
    const note = openStepNote(crypto.person(fromPerson, fromKey), id, noteSealed);
    const sealed = note === null ? null : sealStepNote(crypto.person(toPerson, toKey), id, note);
    await sql.query(
      `update next_step s
          set lead_id = l.id, owner_id = coalesce(l.owner_id, s.owner_id), note_sealed = $4,
              made_for = nullif(coalesce(s.made_for, s.lead_id), l.id)
         from lead l where l.org_id = $1 and l.id = $3 and s.org_id = $1 and s.id = $2`,
      [ctx.orgId, id, to, sealed],
    );
  }
}

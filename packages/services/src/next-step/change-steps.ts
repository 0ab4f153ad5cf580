import type { OrgSql } from "@leadlift/db/connect";
import type { PersonCrypto } from "@leadlift/db/encryption";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import type { NextStepInput } from "./step-input.ts";
import { sealStepNote } from "./step-note.ts";

/** A lead has one open visit and one open promise of any other kind. */
export type StepGroup = "visit" | "follow_up";

export function groupOf(kind: string): StepGroup {
  return kind === "visit" ? "visit" : "follow_up";
}

const ofGroup: Readonly<Record<StepGroup, string>> = {
  visit: "kind = 'visit'",
  follow_up: "kind <> 'visit'",
};

/** `person` seals the note. Returns the step's id. */
export async function addStep(
  sql: OrgSql,
  ctx: Context,
  lead: { id: string; ownerId: string | null; person: PersonCrypto },
  { kind, dueAt, note }: NextStepInput,
): Promise<string> {
  const id = newId();
  const by = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  await sql.query(
    `insert into next_step (org_id, id, lead_id, owner_id, kind, due_at, note_sealed, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ctx.orgId,
      id,
      lead.id,
      lead.ownerId ?? by,
      kind,
      dueAt,
      note === undefined ? null : sealStepNote(lead.person, id, note),
      by,
      ctx.now(),
    ],
  );
  return id;
}

/** Closes a lead's open steps of a group that are due before a time. Returns their ids. */
export async function closeSteps(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  which: { group: StepGroup; dueBefore?: Date; status: "done" | "dropped" },
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `update next_step set status = $3, closed_at = $4
      where org_id = $1 and lead_id = $2 and status = 'open' and ${ofGroup[which.group]} and due_at < $5 returning id`,
    [ctx.orgId, leadId, which.status, ctx.now(), which.dueBefore ?? "infinity"],
  );
  return rows.map(({ id }) => id);
}

/** Takes an open step back. False: it is not open any more. */
export async function dropStep(sql: OrgSql, ctx: Context, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "update next_step set status = 'dropped', closed_at = $3 where org_id = $1 and id = $2 and status = 'open'",
    [ctx.orgId, id, ctx.now()],
  );
  return rowCount > 0;
}

/** Opens a closed step again. False: another one has taken its place. */
export async function reopenStep(sql: OrgSql, ctx: Context, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update next_step s set status = 'open', closed_at = null, owner_id = coalesce(l.owner_id, s.owner_id)
       from lead l
      where s.org_id = $1 and s.id = $2 and l.org_id = $1 and l.id = s.lead_id and not exists (
        select from next_step other where other.org_id = $1 and other.lead_id = s.lead_id and other.status = 'open'
           and (other.kind = 'visit') = (s.kind = 'visit') and other.id <> s.id)`,
    [ctx.orgId, id],
  );
  return rowCount > 0;
}

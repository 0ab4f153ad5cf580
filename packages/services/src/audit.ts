import type { OrgSql, Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Actor, Context } from "./context.ts";

export interface AuditRecord {
  /** noun.verb, for instance "lead.move". */
  action: string;
  subjectType: string;
  subjectId: string;
  /** Ids, codes and counts only. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Written in the transaction of what it records: neither exists without the other. */
export async function audit(tx: Tx | OrgSql, ctx: Context, record: AuditRecord): Promise<void> {
  const { action, subjectType, subjectId } = record;
  const entry = {
    orgId: ctx.orgId,
    id: newId(),
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    action,
    subjectType,
    subjectId,
    detail: { ...record.detail },
  };
  if ("auditEntry" in tx) {
    await tx.auditEntry.create({ data: entry });
  } else {
    await tx.query(
      `insert into audit_entry (org_id, id, actor_kind, actor_id, action, subject_type, subject_id, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        entry.orgId,
        entry.id,
        entry.actorKind,
        entry.actorId,
        action,
        subjectType,
        subjectId,
        JSON.stringify(entry.detail),
      ],
    );
  }
}

/** Of the user or the key that acted. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === "user") return actor.userId;
  return actor.kind === "key" ? actor.keyId : null;
}

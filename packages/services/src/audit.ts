import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "./context.ts";

export interface AuditRecord {
  /** noun.verb, for instance "lead.move". */
  action: string;
  subjectType: string;
  subjectId: string;
  /** Ids, codes and counts only. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Written in the transaction of what it records: neither exists without the other. */
export async function audit(tx: Tx, ctx: Context, record: AuditRecord): Promise<void> {
  await tx.auditEntry.create({
    data: {
      orgId: ctx.orgId,
      id: newId(),
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      action: record.action,
      subjectType: record.subjectType,
      subjectId: record.subjectId,
      detail: { ...record.detail },
    },
  });
}

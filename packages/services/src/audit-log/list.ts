import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { nextDay, startOfDay } from "../work/local-day.ts";

export const auditFilter = z.object({
  /** who did it */
  userId: z.uuid().optional(),
  /** what: an action, or its first half for all of that kind */
  action: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/)
    .max(60)
    .optional(),
  /** days of the organisation's calendar, both included */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  leadId: z.uuid().optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const listAuditInput = auditFilter.extend({
  /** where the page before ended */
  cursor: z.object({ at: z.date(), id: z.uuid() }).nullish(),
  limit: z.int().min(1).max(1000).default(50),
});

export interface AuditLine {
  id: string;
  at: Date;
  actor: { kind: "user" | "key" | "system"; id: string | null; name: string | null };
  action: string;
  subject: { type: string; id: string; name: string | null };
  detail: Record<string, string | number | boolean | null>;
}

export interface AuditPage {
  lines: AuditLine[];
  /** null: there is no more */
  next: { at: Date; id: string } | null;
}

/** What was done, by whom, newest first. */
export async function listAudit(ctx: Context, input: z.input<typeof listAuditInput>): Promise<AuditPage> {
  requirePermission(ctx, "audit.read");
  const { cursor, limit, ...filter } = listAuditInput.parse(input);
  const lines = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    read(sql, ctx, filter, cursor ?? undefined, limit + 1),
  );
  const shown = lines.slice(0, limit);
  const last = lines.length > limit ? shown.at(-1) : undefined;
  return { lines: shown, next: last ? { at: last.at, id: last.id } : null };
}

interface Row {
  id: string;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  subject_name: string | null;
  detail: AuditLine["detail"];
}

async function read(
  sql: OrgSql,
  ctx: Context,
  { userId, action, from, to, leadId }: AuditFilter,
  after: { at: Date; id: string } | undefined,
  limit: number,
): Promise<AuditLine[]> {
  const zone = ctx.organisation.timezone;
  const values: unknown[] = [ctx.orgId];
  const add = (value: unknown) => `$${values.push(value)}`;
  const conditions = ["a.org_id = $1::uuid"];
  if (userId) conditions.push(`a.actor_id = ${add(userId)}::uuid`);
  if (action?.includes(".")) conditions.push(`a.action = ${add(action)}`);
  else if (action) conditions.push(`a.action like ${add(`${action}.%`)}`);
  if (from) conditions.push(`a.at >= ${add(startOfDay(from, zone))}`);
  if (to) conditions.push(`a.at < ${add(startOfDay(nextDay(to), zone))}`);
  if (leadId) {
    const lead = add(leadId);
    conditions.push(
      `((a.subject_type = 'lead' and a.subject_id = ${lead}::text) or a.detail->>'leadId' = ${lead}::text)`,
    );
  }
  // The app's clock gives milliseconds, so equal times are told apart by the id.
  if (after) conditions.push(`(a.at, a.id) < (${add(after.at)}::timestamptz, ${add(after.id)}::uuid)`);
  const { rows } = await sql.query<Row>(
    `select a.id, a.at, a.actor_kind, a.actor_id, coalesce(m.name, k.name) as actor_name, a.action, a.subject_type,
            a.subject_id, coalesce(sm.name, a.detail->>'name') as subject_name, a.detail
       from audit_entry a
       left join org_member m on m.org_id = a.org_id and a.actor_kind = 'user' and m.user_id = a.actor_id
       left join api_key k on k.org_id = a.org_id and a.actor_kind = 'key' and k.id = a.actor_id
       left join org_member sm on sm.org_id = a.org_id and a.subject_type = 'member' and sm.user_id::text = a.subject_id
      where ${conditions.join(" and ")}
      order by a.at desc, a.id desc limit ${add(limit)}::int`,
    values,
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: { kind: actorKind(row.actor_kind), id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id, name: row.subject_name },
    detail: row.detail,
  }));
}

function actorKind(kind: string): AuditLine["actor"]["kind"] {
  return kind === "user" || kind === "key" ? kind : "system";
}

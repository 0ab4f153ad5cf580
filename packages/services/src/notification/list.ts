import type { OrgSql } from "@leadlift/db/connect";
import type { Grade } from "@leadlift/scoring/grade";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { openName } from "../person/new-person.ts";
import { type NotificationNews, newsOf } from "./kinds.ts";
import { readerOf } from "./reader-of.ts";

export const listNotificationsInput = z.object({
  /** the last one that was read before */
  cursor: z.object({ at: z.coerce.date(), id: z.uuid() }).nullish(),
  limit: z.int().min(1).max(100).default(30),
});

export type NotificationItem = NotificationNews & {
  id: string;
  at: Date;
  readAt: Date | null;
  /** as it stands now; null where it is about several */
  lead: { id: string; name: string | null; score: number | null; grade: Grade | null } | null;
  /** who gave, where somebody gave */
  byName: string | null;
  /** for whom the reader covers, where they do */
  ownerName: string | null;
};

export interface NotificationPage {
  items: NotificationItem[];
  unread: number;
  /** null: these are the last */
  next: { at: Date; id: string } | null;
}

interface StoredNotification {
  id: string;
  kind: string;
  params: unknown;
  at: Date;
  readAt: Date | null;
  leadId: string | null;
  score: number | null;
  grade: Grade | null;
  personId: string | null;
  wrappedKey: Buffer | null;
  nameSealed: Buffer | null;
  byName: string | null;
  ownerName: string | null;
}

/** What the asker was told, latest first. */
export async function listNotifications(
  ctx: Context,
  input: z.input<typeof listNotificationsInput> = {},
): Promise<NotificationPage> {
  requirePermission(ctx, "today.read");
  const { cursor, limit } = listNotificationsInput.parse(input);
  const userId = readerOf(ctx);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<StoredNotification>(pageSql, [
      ctx.orgId,
      userId,
      cursor?.at ?? null,
      cursor?.id ?? null,
      limit + 1,
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.flatMap((row) => itemOf(ctx, row) ?? []),
      unread: await countUnread(sql, ctx, userId),
      next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
    };
  });
}

/** How much the asker was told and has not read. */
export async function unreadNotifications(ctx: Context): Promise<number> {
  requirePermission(ctx, "today.read");
  return ctx.db.withOrgSql(ctx.orgId, (sql) => countUnread(sql, ctx, readerOf(ctx)));
}

async function countUnread(sql: OrgSql, ctx: Context, userId: string): Promise<number> {
  const { rows } = await sql.query<{ unread: number }>(
    "select count(*)::int as unread from notification where org_id = $1 and user_id = $2 and read_at is null",
    [ctx.orgId, userId],
  );
  return rows[0]?.unread ?? 0;
}

function itemOf(ctx: Context, row: StoredNotification): NotificationItem | null {
  const news = newsOf(row.kind, row.params);
  if (!news) return null;
  const { id, at, readAt, byName, ownerName } = row;
  return { ...news, id, at, readAt, byName, ownerName, lead: leadOf(ctx, row) };
}

function leadOf(
  ctx: Context,
  { leadId, score, grade, personId, wrappedKey, nameSealed }: StoredNotification,
): NotificationItem["lead"] {
  if (leadId === null || personId === null || wrappedKey === null) return null;
  const person = ctx.organisation.crypto.person(personId, wrappedKey);
  return { id: leadId, name: nameSealed && openName(person, personId, nameSealed), score, grade };
}

const pageSql = `
  select n.id, n.kind, n.params, n.at, n.read_at as "readAt", n.lead_id as "leadId", l.score, l.grade,
         p.id as "personId", p.wrapped_key as "wrappedKey", p.name_sealed as "nameSealed", m.name as "byName", o.name as "ownerName"
    from notification n
    left join lead l on l.org_id = n.org_id and l.id = n.lead_id
    left join person p on p.org_id = l.org_id and p.id = l.person_id
    left join org_member m on m.org_id = n.org_id and m.user_id = (n.params ->> 'by')::uuid
    left join org_member o on o.org_id = n.org_id and o.user_id = (n.params ->> 'owner')::uuid
   where n.org_id = $1::uuid and n.user_id = $2::uuid
     and ($3::timestamptz is null or (n.at, n.id) < ($3::timestamptz, $4::uuid))
   order by n.at desc, n.id desc limit $5::int`;

import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { promiseJobs } from "../jobs/promise.ts";
import { announce } from "../live/announce.ts";
import type { NotificationNews } from "./kinds.ts";

export type NewNotification = NotificationNews & {
  userId: string;
  /** null: it is about several */
  leadId: string | null;
  /** names what it is about: told once. Null: told each time */
  once: string | null;
};

/**
 * Tells people of something in the transaction of its cause: what was told before, and whoever left, is passed over.
 * Where somebody's browser may be woken, that is promised too. Returns how many were told.
 */
export async function notify(sql: OrgSql, ctx: Context, news: readonly NewNotification[]): Promise<number> {
  if (news.length === 0) return 0;
  const { rows } = await sql.query<{ id: string; userId: string; leadId: string | null; pushed: boolean }>(
    insertSql,
    [
      ctx.orgId,
      news.map(() => newId()),
      news.map(({ userId }) => userId),
      news.map(({ kind }) => kind),
      news.map(({ leadId }) => leadId),
      news.map(({ params }) => JSON.stringify(params)),
      news.map(({ once }) => once),
      ctx.now(),
    ],
    "notify",
  );
  if (rows.length === 0) return 0;
  await announce(sql, ctx, {
    kind: "notification",
    leadIds: rows.some(({ leadId }) => leadId === null) ? "many" : rows.flatMap(({ leadId }) => leadId ?? []),
    userIds: rows.map(({ userId }) => userId),
  });
  const pushed = rows
    .filter(({ pushed }) => pushed)
    .map(({ id }) => ({ orgId: ctx.orgId, notificationId: id }));
  await promiseJobs(sql, ctx, "push.send", pushed);
  return rows.length;
}

const insertSql = `
  insert into notification as n (org_id, id, user_id, kind, lead_id, params, once, at)
  select $1::uuid, f.id, f.user_id, f.kind, f.lead_id, f.params, f.once, $8::timestamptz
    from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::jsonb[], $7::text[])
         as f (id, user_id, kind, lead_id, params, once)
    join org_member m on m.org_id = $1::uuid and m.user_id = f.user_id
    left join member_settings s on s.org_id = $1::uuid and s.user_id = f.user_id
   where s.deactivated_at is null
      on conflict (org_id, user_id, once) do nothing
  returning n.id, n.user_id as "userId", n.lead_id as "leadId",
            exists (select from push_subscription p where p.org_id = n.org_id and p.user_id = n.user_id) as pushed`;

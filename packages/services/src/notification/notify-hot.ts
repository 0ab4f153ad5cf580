import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { dayOf } from "../today/day-of.ts";
import { heatOf, type PastScore } from "./hot.ts";
import { notify } from "./notify.ts";
import { whoActs } from "./who-acts.ts";

/** So long after somebody's own act a new score counts as its effect. */
const ownActMinutes = 15;

/**
 * Tells a lead's owner that it became hot, or whoever acts in their place, in the transaction that wrote its score: once
 * a lead and day, not of what they did themselves, not of a lead that sleeps, and not where they switched this off.
 */
export async function notifyHot(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const history = await readDay(sql, ctx, leadId);
  const [latest, ...past] = history;
  const heat = latest?.fresh ? heatOf(latest, past) : null;
  if (!heat) return;
  const day = dayOf(ctx, ctx.now()).from.toISOString().slice(0, 16);
  await notify(
    sql,
    ctx,
    (await whoListens(sql, ctx, leadId)).map((userId) => ({
      kind: "hot",
      params: { ...heat },
      userId,
      leadId,
      once: `hot ${leadId} ${day}`,
    })),
  );
}

/** The scores of the last day and the one that stood at its beginning, latest first; fresh: of this transaction. */
async function readDay(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<(PastScore & { fresh: boolean })[]> {
  const { rows } = await sql.query<PastScore & { fresh: boolean }>(
    `select s.score, s.grade, s.model_id as "modelId", s.scorecard_version as "scorecardVersion",
            s.scored_at = now()::timestamptz(3) as fresh
       from score s where s.org_id = $1 and s.lead_id = $2
        and s.scored_at >= coalesce((select max(b.scored_at) from score b where b.org_id = $1 and b.lead_id = $2
                                        and b.scored_at <= now() - interval '1 day'), '-infinity')
      order by s.scored_at desc, s.id desc limit 200`,
    [ctx.orgId, leadId],
    "scores of a day",
  );
  return rows;
}

/** Of an open lead that is awake those whose it is to act, who want to know and were not the cause. */
async function whoListens(sql: OrgSql, ctx: Context, leadId: string): Promise<string[]> {
  const now = ctx.now();
  const { rows } = await sql.query<{ ownerId: string | null }>(
    `select l.owner_id as "ownerId"
       from lead l left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
      where l.org_id = $1 and l.id = $2 and l.status = 'open' and l.merged_into is null
        and not exists (select from snooze z where z.org_id = l.org_id and z.lead_id = l.id
                           and ${asleepSql("$3::timestamptz")})`,
    [ctx.orgId, leadId, now],
    "whose is it",
  );
  const [lead] = rows;
  if (!lead) return [];
  const { rows: listeners } = await sql.query<{ userId: string }>(
    `select u.id as "userId"
       from unnest($3::uuid[]) as u (id)
       left join lead_work w on w.org_id = $1::uuid and w.lead_id = $2::uuid
       left join member_settings s on s.org_id = $1::uuid and s.user_id = u.id
      where coalesce(s.hot_alerts, true)
        and not exists (select from act a where a.org_id = $1::uuid and a.lead_id = $2::uuid and a.user_id = u.id
                           and a.undone_at is null and a.recorded_at > $4::timestamptz
                           and coalesce(w.last_in_at < a.recorded_at, true))`,
    [
      ctx.orgId,
      leadId,
      await whoActs(sql, ctx, lead.ownerId),
      new Date(now.getTime() - ownActMinutes * 60_000),
    ],
    "who listens",
  );
  return listeners.map(({ userId }) => userId);
}

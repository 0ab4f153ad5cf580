import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { asleepSql } from "../snooze/asleep-sql.ts";
import { dayOf } from "../today/day-of.ts";
import { heatOf, type PastScore } from "./hot.ts";
import { notify } from "./notify.ts";

/** So long after somebody's own act a new score counts as its effect. */
const ownActMinutes = 15;

/**
 * Tells a lead's owner that it became hot, in the transaction that wrote its score: once a lead and day, not of what
 * the owner did themselves, not of a lead that sleeps, and not where they switched this off.
 */
export async function notifyHot(sql: OrgSql, ctx: Context, leadId: string): Promise<void> {
  const history = await readDay(sql, ctx, leadId);
  const [latest, ...past] = history;
  const heat = latest?.fresh ? heatOf(latest, past) : null;
  if (!heat) return;
  const ownerId = await whoListens(sql, ctx, leadId);
  if (ownerId === null) return;
  const day = dayOf(ctx, ctx.now()).from.toISOString().slice(0, 16);
  await notify(sql, ctx, [
    { kind: "hot", params: { ...heat }, userId: ownerId, leadId, once: `hot ${leadId} ${day}` },
  ]);
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

/** The owner of an open lead that is awake, who wants to know and was not the cause. */
async function whoListens(sql: OrgSql, ctx: Context, leadId: string): Promise<string | null> {
  const now = ctx.now();
  const { rows } = await sql.query<{ ownerId: string }>(
    `select l.owner_id as "ownerId"
       from lead l
       left join lead_work w on w.org_id = l.org_id and w.lead_id = l.id
       left join member_settings s on s.org_id = l.org_id and s.user_id = l.owner_id
      where l.org_id = $1 and l.id = $2 and l.owner_id is not null and l.status = 'open' and l.merged_into is null
        and coalesce(s.hot_alerts, true)
        and not exists (select from snooze z where z.org_id = l.org_id and z.lead_id = l.id
                           and ${asleepSql("$3::timestamptz")})
        and not exists (select from act a where a.org_id = l.org_id and a.lead_id = l.id and a.user_id = l.owner_id
                           and a.undone_at is null and a.recorded_at > $4::timestamptz
                           and coalesce(w.last_in_at < a.recorded_at, true))`,
    [ctx.orgId, leadId, now, new Date(now.getTime() - ownActMinutes * 60_000)],
    "who listens",
  );
  return rows[0]?.ownerId ?? null;
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { inboundTypes, outboundTypes } from "../work/touch.ts";
import { outcomesInBursts, type RecordedOutcome } from "./bursts.ts";
import type { Month } from "./month.ts";
import type { BoardRules } from "./rules.ts";

const visitTypes = ["site_visit_booked", "site_visit_done"];
const daysBehind = 7;

/**
 * Outcomes that people recorded in bursts and that no contact stands behind: in the week before, no word of the person, no
 * visit, no message of ours, no call of 20 seconds. Whoever writes up a day's real work in one go is not touched by it.
 */
export async function readDoubted(
  sql: OrgSql,
  ctx: Context,
  { from, to }: Month,
  rules: BoardRules,
  userId: string | null = null,
): Promise<Set<string>> {
  // With the minutes around it: a burst over the edge of a month is one on both sides of it.
  const edge = rules.burst.minutes * 60_000;
  const since = new Date(from.getTime() - edge);
  const until = new Date(to.getTime() + (rules.target?.horizonDays ?? 0) * 86_400_000 + edge);
  const { rows } = await sql.query<RecordedOutcome>(
    `select "outcomeId", "leadId", "actorId", "recordedAt" from (
       select id as "outcomeId", lead_id as "leadId", actor_id as "actorId", recorded_at as "recordedAt",
              count(*) over (partition by actor_id order by recorded_at
                             range between $6::interval preceding and $6::interval following) as near
         from lead_outcome
        where org_id = $1 and source = 'user' and actor_id is not null and undone_at is null
          and recorded_at >= $2 and recorded_at < $3 and ($4::uuid is null or actor_id = $4)) recorded
      where near > $5::int`,
    [ctx.orgId, since, until, userId, rules.burst.leads, `${rules.burst.minutes} minutes`],
  );
  const burst = outcomesInBursts(rows, rules.burst);
  if (burst.size === 0) return burst;
  const backed = await sql.query<{ id: string }>(backedSql, [
    ctx.orgId,
    [...burst],
    [...inboundTypes, ...visitTypes, ...outboundTypes.filter((type) => type !== "call_out")],
    rules.callSeconds,
    daysBehind,
  ]);
  for (const { id } of backed.rows) burst.delete(id);
  return burst;
}

const backedSql = `
  select o.id from lead_outcome o
   where o.org_id = $1::uuid and o.id = any($2::uuid[]) and exists (
     select from event e
      where e.org_id = $1::uuid and e.lead_id = o.lead_id and e.bot is null and not e.retracts
        and e.occurred_at > coalesce(o.occurred_at, o.recorded_at) - make_interval(days => $5::int)
        and e.occurred_at <= o.recorded_at
        and (e.type = any($3::text[])
             or e.type = 'call_out' and (e.properties->>'seconds')::float8 >= $4::int))`;

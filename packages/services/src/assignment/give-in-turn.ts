import type { OrgSql } from "@leadlift/db/connect";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { announce } from "../live/announce.ts";
import { notifyAssigned } from "../notification/notify-assigned.ts";
import { dayOf } from "../today/day-of.ts";
import { dealInTurn, type Turn } from "./deal-in-turn.ts";
import { moveOwners, type OwnerMove } from "./move-owners.ts";
import { type OnDuty, onDuty } from "./on-duty.ts";

/**
 * Gives leads that are nobody's to brokers in turn, where the organisation wants that: to whoever works now and has got
 * fewer new ones today than they can work. Returns who got which; the rest stays nobody's. One transaction of an
 * organisation at a time gets here; whoever holds leads or their states already must not ask.
 */
export async function giveInTurn(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<OwnerMove[]> {
  if (ctx.organisation.handOut !== "in_turn" || leadIds.length === 0) return [];
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`turns ${ctx.orgId}`]);
  const turns = dealInTurn(leadIds.length, await withToday(sql, ctx, await onDuty(sql, ctx)));
  const moves = turns.map(({ userId }, place) => ({ leadId: leadIds[place] ?? "", to: userId }));
  if (moves.length === 0) return [];
  await moveOwners(sql, ctx, moves, "turn");
  await keepTurns(sql, ctx, turns);
  for (const { leadId, to } of moves) {
    await audit(sql, ctx, {
      action: "lead.give-in-turn",
      subjectType: "lead",
      subjectId: leadId,
      detail: { ownerId: to },
    });
  }
  await notifyAssigned(sql, ctx, moves);
  await announce(sql, ctx, { kind: "assigned", leadIds: moves.map(({ leadId }) => leadId) });
  return moves;
}

/** With the new leads that each has got today already, in turn or by being first. */
async function withToday(
  sql: OrgSql,
  ctx: Context,
  brokers: readonly OnDuty[],
): Promise<(OnDuty & { got: number })[]> {
  const { rows } = await sql.query<{ userId: string; got: number }>(
    `select owner_id as "userId", count(distinct lead_id)::int as got from assignment
      where org_id = $1 and owner_id = any($2::uuid[]) and at >= $3 and cause in ('turn', 'claim') group by owner_id`,
    [ctx.orgId, brokers.map(({ userId }) => userId), dayOf(ctx, ctx.now()).from],
  );
  const got = new Map(rows.map((row) => [row.userId, row.got]));
  return brokers.map((broker) => ({ ...broker, got: got.get(broker.userId) ?? 0 }));
}

async function keepTurns(sql: OrgSql, ctx: Context, turns: readonly Turn[]): Promise<void> {
  const latest = new Map(turns.map(({ userId, number }) => [userId, number]));
  await sql.query(
    `insert into member_settings (org_id, user_id, last_turn, updated_at)
     select $1::uuid, t.user_id, t.number, $4::timestamptz from unnest($2::uuid[], $3::int[]) as t (user_id, number)
         on conflict (org_id, user_id) do update set last_turn = excluded.last_turn`,
    [ctx.orgId, [...latest.keys()], [...latest.values()], ctx.now()],
  );
}

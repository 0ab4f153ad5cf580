import type { OrgSql } from "@leadlift/db/connect";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notify } from "../notification/notify.ts";
import type { NoAnswer } from "../outbound/ask.ts";
import { mostAttempts, offAfterMs, restAfter, waitAfter } from "./back-off.ts";
import type { ClaimedDelivery } from "./claim.ts";
import { testEvent } from "./events.ts";

export interface Attempt {
  at: Date;
  milliseconds: number;
  /** HTTP status; null: there was no answer */
  answer: number | null;
  failure: NoAnswer["code"] | null;
  /** the other side wants to be left alone for so long */
  askedMs: number;
}

type Fate = { status: "delivered" | "dead"; dueAt: null } | { status: "waiting"; dueAt: Date };

/** Writes what became of an attempt, once: not where another worker has taken the delivery over meanwhile. */
export async function settleAttempt(
  ctx: Context,
  endpointId: string,
  delivery: ClaimedDelivery,
  attempt: Attempt,
): Promise<void> {
  const { status, dueAt } = fateOf(ctx, delivery, attempt);
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    // Endpoint before delivery, as whoever claims takes them.
    const health = await lockHealth(sql, ctx, endpointId);
    const { rowCount } = await sql.query(
      `update webhook_delivery
          set status = $4, due_at = coalesce($5::timestamptz, due_at), claimed_until = null, attempted_at = $6,
              milliseconds = $7, answer = $8, failure = $9, ended_at = case when $4 = 'waiting' then null else $6::timestamptz end
        where org_id = $1 and id = $2 and attempts = $3 and status = 'waiting'`,
      [
        ctx.orgId,
        delivery.id,
        delivery.attempts,
        status,
        dueAt,
        attempt.at,
        attempt.milliseconds,
        attempt.answer,
        attempt.failure,
      ],
    );
    if (rowCount === 0) return;
    if (status === "delivered") await recover(sql, ctx, endpointId);
    else if (health && delivery.type !== testEvent) await suffer(sql, ctx, endpointId, health, attempt);
  });
}

function fateOf(ctx: Context, { type, attempt: nth }: ClaimedDelivery, attempt: Attempt): Fate {
  const { answer, askedMs } = attempt;
  if (answer !== null && answer >= 200 && answer < 300) return { status: "delivered", dueAt: null };
  if (type === testEvent || nth >= mostAttempts) return { status: "dead", dueAt: null };
  const wait = waitAfter(nth, Math.random(), askedMs);
  return { status: "waiting", dueAt: new Date(ctx.now().getTime() + wait) };
}

interface Health {
  status: string;
  failures: number;
  failingSince: Date | null;
}

async function lockHealth(sql: OrgSql, ctx: Context, endpointId: string): Promise<Health | null> {
  const { rows } = await sql.query<Health>(
    `select status, failures, failing_since as "failingSince" from webhook_endpoint
      where org_id = $1 and id = $2 for no key update`,
    [ctx.orgId, endpointId],
  );
  return rows[0] ?? null;
}

/** Written at most once a minute where all goes well. */
async function recover(sql: OrgSql, ctx: Context, endpointId: string): Promise<void> {
  await sql.query(
    `update webhook_endpoint set failures = 0, failing_since = null, resting_until = null, last_delivered_at = $3
      where org_id = $1 and id = $2
        and (failures > 0 or last_delivered_at is null or last_delivered_at < $3::timestamptz - interval '1 minute')`,
    [ctx.orgId, endpointId, ctx.now()],
  );
}

async function suffer(
  sql: OrgSql,
  ctx: Context,
  endpointId: string,
  health: Health,
  { answer }: Attempt,
): Promise<void> {
  const now = ctx.now();
  const since = health.failingSince ?? now;
  const failures = health.failures + 1;
  const failingMs = now.getTime() - since.getTime();
  const rest = restAfter(failures, failingMs);
  await sql.query(
    `update webhook_endpoint set failures = $3, failing_since = $4, resting_until = $5 where org_id = $1 and id = $2`,
    [ctx.orgId, endpointId, failures, since, rest > 0 ? new Date(now.getTime() + rest) : null],
  );
  if (health.status === "disabled") return;
  if (answer === 410) await turnOff(sql, ctx, endpointId, "gone");
  else if (failingMs >= offAfterMs) await turnOff(sql, ctx, endpointId, "failing");
}

/** Nothing more is kept for it; what waits is dead and can be replayed. Admins are told. */
async function turnOff(
  sql: OrgSql,
  ctx: Context,
  endpointId: string,
  because: "gone" | "failing",
): Promise<void> {
  const now = ctx.now();
  await sql.query(
    `update webhook_endpoint set status = 'disabled', disabled_because = $3, updated_at = $4 where org_id = $1 and id = $2`,
    [ctx.orgId, endpointId, because, now],
  );
  await sql.query(
    `update webhook_delivery set status = 'dead', ended_at = $3, claimed_until = null
      where org_id = $1 and endpoint_id = $2 and status = 'waiting'`,
    [ctx.orgId, endpointId, now],
  );
  await audit(sql, ctx, {
    action: "webhook.turn-off",
    subjectType: "webhook",
    subjectId: endpointId,
    detail: { because },
  });
  const { rows } = await sql.query<{ userId: string }>(
    `select user_id as "userId" from org_member where org_id = $1 and role = 'admin' order by user_id`,
    [ctx.orgId],
  );
  const once = `webhook ${endpointId} ${now.toISOString()}`;
  await notify(
    sql,
    ctx,
    rows.map(({ userId }) => ({
      kind: "webhook_off" as const,
      params: { because },
      userId,
      leadId: null,
      once,
    })),
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Grade, Reason } from "@leadlift/scoring/grade";
import { wordReason } from "@leadlift/scoring/words";
import type { Context } from "../context.ts";
import { isNews, type KnownScore } from "./is-news.ts";
import { type NewDelivery, promiseDeliveries } from "./promise-deliveries.ts";
import type { Subscriber } from "./subscribers.ts";

const strongest = 3;

export interface ScoreChange {
  leadId: string;
  externalId: string | null;
  before: KnownScore;
  after: KnownScore & { probability: number | null };
  reasons: readonly Reason[] | null;
}

interface Told extends KnownScore {
  endpointId: string;
  leadId: string;
}

/**
 * Tells subscribers of changed scores, counted from what each was last told of the lead, so that many small steps are
 * told as the one large one that they make.
 */
export async function tellScores(
  sql: OrgSql,
  ctx: Context,
  subscribers: readonly Subscriber[],
  changes: readonly ScoreChange[],
): Promise<void> {
  if (subscribers.length === 0 || changes.length === 0) return;
  const known = await toldBefore(sql, ctx, subscribers, changes);
  const scoredAt = ctx.now().toISOString();
  const deliveries: NewDelivery[] = [];
  const told: Told[] = [];
  for (const { endpointId, thresholds } of subscribers) {
    for (const { leadId, externalId, before, after, reasons } of changes) {
      const last = known.get(placeOf(endpointId, leadId));
      const from = last ?? before;
      if (isNews(thresholds, from, after)) {
        const data = { leadId, externalId, before: from, after, reasons: worded(reasons), scoredAt };
        deliveries.push({ endpointId, type: "score.changed", leadId, data });
        told.push({ endpointId, leadId, ...scoreOf(after) });
      } else if (!last) told.push({ endpointId, leadId, ...scoreOf(before) });
    }
  }
  await keepTold(sql, ctx, told);
  await promiseDeliveries(sql, ctx, deliveries);
}

const placeOf = (endpointId: string, leadId: string) => `${endpointId} ${leadId}`;
const scoreOf = ({ state, score, grade }: KnownScore): KnownScore => ({ state, score, grade });

function worded(reasons: readonly Reason[] | null) {
  return (reasons ?? [])
    .filter(({ code }) => code !== "average" && code !== "others")
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, strongest)
    .map((reason) => {
      const { label, text, direction } = wordReason(reason);
      const { feature, code, points } = reason;
      return { feature, code, label, text, direction, points: Math.round(points * 10) / 10 };
    });
}

async function toldBefore(
  sql: OrgSql,
  ctx: Context,
  subscribers: readonly Subscriber[],
  changes: readonly ScoreChange[],
): Promise<Map<string, KnownScore>> {
  const { rows } = await sql.query<{
    endpointId: string;
    leadId: string;
    state: KnownScore["state"];
    score: number | null;
    grade: Grade | null;
  }>(
    `select endpoint_id as "endpointId", lead_id as "leadId", state, score, grade from webhook_told
      where org_id = $1 and endpoint_id = any($2::uuid[]) and lead_id = any($3::uuid[])`,
    [ctx.orgId, subscribers.map(({ endpointId }) => endpointId), changes.map(({ leadId }) => leadId)],
  );
  return new Map(rows.map((row) => [placeOf(row.endpointId, row.leadId), scoreOf(row)]));
}

async function keepTold(sql: OrgSql, ctx: Context, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  await sql.query(
    `insert into webhook_told (org_id, endpoint_id, lead_id, state, score, grade)
     select $1::uuid, t.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::smallint[], $6::text[])
            as t (endpoint_id, lead_id, state, score, grade)
         on conflict (org_id, endpoint_id, lead_id) do update
        set state = excluded.state, score = excluded.score, grade = excluded.grade`,
    [
      ctx.orgId,
      told.map(({ endpointId }) => endpointId),
      told.map(({ leadId }) => leadId),
      told.map(({ state }) => state),
      told.map(({ score }) => score),
      told.map(({ grade }) => grade),
    ],
  );
}

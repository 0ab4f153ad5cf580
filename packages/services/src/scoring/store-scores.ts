import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Grade, Reason } from "@leadlift/scoring/grade";
import type { Context } from "../context.ts";
import { championLock } from "../model/champion-lock.ts";
import type { StoredQuestion } from "../profiling/stored-question.ts";
import { subscribersOf } from "../webhook/subscribers.ts";
import { type ScoreChange, tellScores } from "../webhook/tell-scores.ts";

/** A lead's new score, made from the lead as it stood at `version` and its events as of `stateVersion`. */
export interface LeadScore {
  leadId: string;
  version: number;
  stateVersion: number;
  scored: StoredScore;
  /** what to ask next; null or none: nobody looked, so the one that is kept stays */
  question?: StoredQuestion | null;
}

/** `margin` and `probability` are null where rules scored. */
export interface StoredScore {
  state: "scored" | "unknown";
  margin: number | null;
  probability: number | null;
  score: number | null;
  grade: Grade | null;
  reasons: Reason[] | null;
}

/** What gave a score: a model, or a version of the scorecard. */
export interface ScoreOrigin {
  modelId: string | null;
  scorecardVersion: number | null;
  cause: "batch" | "lead";
}

/**
 * Writes scores to their leads, and a row of history where score, grade, state or model changed; where they did not,
 * the latest row takes the reasons, and the version of the rules, as they now stand. Leads that changed since they were read, of which something was
 * recorded since, or that are no longer open, are left out. Returns how many leads were written.
 */
export async function storeScores(
  sql: OrgSql,
  ctx: Context,
  origin: ScoreOrigin,
  scores: readonly LeadScore[],
): Promise<number> {
  if (scores.length === 0) return 0;
  const [current, subscribers] = await Promise.all([
    stillCurrent(sql, ctx, scores),
    subscribersOf(sql, ctx, "score.changed"),
  ]);
  if (current.length === 0) return 0;
  const values = [
    ctx.orgId,
    origin.modelId,
    origin.cause,
    JSON.stringify(current.map(toRow)),
    current.map(({ leadId }) => leadId),
    origin.scorecardVersion,
  ];
  if (subscribers.length === 0) {
    const { rows } = await sql.query<{ written: number }>(`${statement} ${counted}`, values);
    return rows[0]?.written ?? 0;
  }
  const { rows: moved } = await sql.query<MovedLead>(`${statement} ${named}`, values);
  await tellScores(sql, ctx, subscribers, changesOf(current, moved));
  return moved.length;
}

/** A lead that was written, with its score of before. */
type MovedLead = ScoreChange["before"] & { leadId: string; externalId: string | null };

function changesOf(scores: readonly LeadScore[], moved: readonly MovedLead[]): ScoreChange[] {
  const scoredOf = new Map(scores.map(({ leadId, scored }) => [leadId, scored]));
  return moved.flatMap(({ leadId, externalId, ...before }) => {
    const scored = scoredOf.get(leadId);
    if (!scored) return [];
    const { state, score, grade, probability, reasons } = scored;
    if (state === before.state && score === before.score && grade === before.grade) return [];
    return [{ leadId, externalId, before, after: { state, score, grade, probability }, reasons }];
  });
}

/** Those of which nothing was recorded since, and nothing is before the transaction ends: a withdrawal wins. */
async function stillCurrent(sql: OrgSql, ctx: Context, scores: readonly LeadScore[]): Promise<LeadScore[]> {
  const { rows } = await sql.query<{ leadId: string; version: number }>(
    `select lead_id as "leadId", version from lead_state
      where org_id = $1 and lead_id = any($2::uuid[]) order by lead_id for share`,
    [ctx.orgId, scores.map(({ leadId }) => leadId)],
  );
  const versions = new Map(rows.map(({ leadId, version }) => [leadId, version]));
  return scores.filter(({ leadId, stateVersion }) => versions.get(leadId) === stateVersion);
}

/** Whether a model is the champion, and then stays so until the transaction ends. */
export async function stillChampion(sql: OrgSql, ctx: Context, modelId: string): Promise<boolean> {
  await holdScorer(sql, ctx);
  const { rows } = await sql.query(
    "select 1 from model where org_id = $1 and id = $2 and role = 'champion'",
    [ctx.orgId, modelId],
    "still champion",
  );
  return rows.length > 0;
}

/** Whether this version of the rules is the one that scores, and then stays so until the transaction ends. */
export async function rulesStand(sql: OrgSql, ctx: Context, version: number): Promise<boolean> {
  await holdScorer(sql, ctx);
  const { rows } = await sql.query<{ stands: boolean }>(
    `select not exists (select from model where org_id = $1 and role = 'champion')
            and (select max(version) from scorecard where org_id = $1) = $2::int as stands`,
    [ctx.orgId, version],
    "rules stand",
  );
  return rows[0]?.stands === true;
}

/** Shared with other scorings and against promotion and new rules; unlike a row lock it writes nothing. */
async function holdScorer(sql: OrgSql, ctx: Context): Promise<void> {
  await sql.query("select pg_advisory_xact_lock_shared(hashtextextended($1, 0))", [championLock(ctx.orgId)]);
}

// Leads are locked in id order, so that two scorings never wait for each other in a circle; only those that change,
// because a lock is a write too. The ids as an array, and no statement name (a generic plan), keep the planner from
// reading all of the organisation's leads for each batch while the table has no statistics yet.
const statement = `
with fresh as (
  select * from jsonb_to_recordset($4::jsonb) as f(
    "leadId" uuid, "scoreId" uuid, version int, state text, margin float8, probability float8,
    score int, grade text, reasons jsonb, "topReason" jsonb, question jsonb)
), moved as (
  select f.*, latest.id as "latestId", l.external_id, l.score_state as was_state, l.score as was_score, l.grade as was_grade,
         (l.score_state, l.score, l.grade, l.model_id) is distinct from (f.state, f.score, f.grade, $2::uuid) as news
    from lead l join fresh f on f."leadId" = l.id and f.version = l.version
    left join lateral (
      select s.id, s.reasons from score s where s.org_id = $1::uuid and s.lead_id = l.id
       order by s.scored_at desc, s.id desc limit 1) latest on true
   where l.org_id = $1::uuid and l.id = any($5::uuid[]) and l.status = 'open' and l.merged_into is null
     and (($3::text = 'lead' and latest.reasons is distinct from f.reasons)
          or l.next_question is distinct from coalesce(f.question, l.next_question)
          or (l.score_state, l.score, l.grade, l.model_id, l.scorecard_version, l.probability, l.top_reason)
         is distinct from (f.state, f.score, f.grade, $2::uuid, $6::int, f.probability, f."topReason"))
   order by l.id for update of l
), written as (
  update lead l
     set score_state = m.state, score = m.score, grade = m.grade, probability = m.probability,
         top_reason = m."topReason", model_id = $2::uuid, scorecard_version = $6::int, scored_at = now(),
         next_question = coalesce(m.question, l.next_question)
    from moved m where l.org_id = $1::uuid and l.id = m."leadId"
  returning l.id
), history as (
  insert into score (org_id, id, lead_id, model_id, scorecard_version, state, margin, probability, score, grade,
                     reasons, cause)
  select $1::uuid, m."scoreId", m."leadId", $2::uuid, $6::int, m.state, m.margin, m.probability, m.score, m.grade, m.reasons, $3::text
    from moved m where m.news
), refreshed as (
  update score s set margin = m.margin, probability = m.probability, reasons = m.reasons, scorecard_version = $6::int
    from moved m where not m.news and s.org_id = $1::uuid and s.id = m."latestId"
)`;

const counted = "select count(*)::int as written from written";
const named = `
select "leadId", external_id as "externalId", was_state as state, was_score as score, was_grade as grade from moved`;

function toRow({ leadId, version, scored, question = null }: LeadScore) {
  const reasons = scored.reasons?.map(legible) ?? null;
  return {
    leadId,
    scoreId: newId(),
    version,
    state: scored.state,
    margin: scored.margin,
    probability: scored.probability,
    score: scored.score,
    grade: scored.grade,
    reasons,
    topReason: strongest(reasons ?? []),
    question,
  };
}

/** Values as they are spoken: what decays is another number every millisecond, and would make every score news. */
export function legible(reason: Reason): Reason {
  const params = Object.entries(reason.params).map(([name, value]) => [name, rounded(value)] as const);
  return { ...reason, params: Object.fromEntries(params) };
}

/** Fractions to four digits; whole numbers and their places before the point stay. */
function rounded(value: Reason["params"][string]): Reason["params"][string] {
  if (typeof value !== "number" || Number.isInteger(value) || !Number.isFinite(value)) return value;
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}

function strongest(reasons: readonly Reason[]): Reason | null {
  let top: Reason | null = null;
  for (const reason of reasons) {
    if (reason.code === "average" || reason.code === "others") continue;
    if (!top || Math.abs(reason.points) > Math.abs(top.points)) top = reason;
  }
  return top;
}

import type { OrgSql } from "@leadlift/db/connect";
import { enrichedPrefix } from "@leadlift/scoring/features";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { lastOutcome, mayUndo } from "../outcome/undo.ts";
import { requirePermission } from "../permissions.ts";
import { askedFields } from "../profiling/fields.ts";
import { type LeadQuestion, questionOf } from "../profiling/stored-question.ts";
import { clusterOf } from "./cluster.ts";
import type { LeadReason, LeadRow, LeadStatus } from "./lead-row.ts";
import { isPromised } from "./promise-score.ts";
import { readContacts, readLeadRows } from "./read-rows.ts";
import { wordReasons } from "./reasons.ts";
import { plainValues } from "./record.ts";

export const getLeadInput = z.object({ leadId: z.uuid() });

export type { LeadReason } from "./lead-row.ts";

export interface LeadAttribute {
  key: string;
  label: string;
  kind: string;
  value: string | number | boolean | null;
}

export interface EnrichedValue {
  /** without its prefix */
  key: string;
  value: string | number | boolean;
  /** names of providers; null where nothing says any more who it was */
  from: string | null;
  at: Date | null;
}

export interface LeadDetail extends LeadRow {
  externalId: string | null;
  lostReason: string | null;
  updatedAt: Date;
  /** every contact point, masked */
  contacts: { id: string; kind: "phone" | "email"; masked: string }[];
  attributes: LeadAttribute[];
  /** what providers of enrichment said, each with who said it last */
  enriched: EnrichedValue[];
  reasons: LeadReason[] | null;
  /** what the probability is of, and the model that says so; null where rules gave the score */
  scoredBy: { modelId: string; version: number; targetStep: string; horizonDays: number } | null;
  /** the version of the organisation's rules that gave the score; null where a model did, or nothing */
  scorecardVersion: number | null;
  /** the outcome that undo would take back; null when there is none or the asker may not */
  undoable: { outcomeId: string; step: string; reached: boolean } | null;
  /** the lead that this one was merged into, by a merge that can be undone */
  mergedInto: { leadId: string; mergeId: string } | null;
  /** leads that are merged into this one, latest first */
  merged: { leadId: string; mergeId: string; at: Date }[];
  /** other leads of the same person */
  siblings: LeadSibling[];
  /** the own id of the listing that it asks for */
  listing: string | null;
  /** what to ask now: the open field whose answer would move the score most */
  question: LeadQuestion | null;
  /** nobody has looked for it since the model or the fields changed: ask for it with `requestQuestion` */
  questionWanted: boolean;
  /** a new score is on its way */
  rescoring: boolean;
}

export interface LeadSibling {
  id: string;
  kind: string;
  status: LeadStatus;
  source: string | null;
  createdAt: Date;
}

/** Throws NOT_FOUND. */
export async function getLead(ctx: Context, input: z.input<typeof getLeadInput>): Promise<LeadDetail> {
  requirePermission(ctx, "lead.read");
  const { leadId } = getLeadInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const [row] = await readLeadRows(sql, ctx, [leadId]);
    const { rows } = await sql.query<StoredDetail>(detailSql, [ctx.orgId, leadId]);
    const [stored] = rows;
    if (!row || !stored) throw notFound("This lead");
    const cluster = await clusterOf(sql, ctx, leadId);
    const contacts = await readContacts(sql, ctx, await personsOf(sql, ctx, cluster));
    return {
      ...row,
      externalId: stored.externalId,
      lostReason: stored.lostReason,
      updatedAt: stored.updatedAt,
      contacts: [...contacts.values()].flat(),
      attributes: await readAttributes(sql, ctx, stored.attributes),
      enriched: await readEnriched(sql, ctx, leadId, stored.attributes),
      reasons: wordReasons(stored.reasons, ctx.language),
      scoredBy: stored.scoredBy,
      scorecardVersion: stored.scorecardVersion,
      undoable: await undoableOutcome(sql, ctx, leadId),
      ...(await readMerges(sql, ctx, leadId)),
      siblings: await readSiblings(sql, ctx, stored.personId, leadId),
      listing: stored.listing,
      ...(await readQuestion(sql, ctx, row, stored)),
    };
  });
}

interface StoredDetail {
  externalId: string | null;
  lostReason: string | null;
  updatedAt: Date;
  personId: string;
  attributes: unknown;
  reasons: unknown;
  scoredBy: LeadDetail["scoredBy"];
  scorecardVersion: number | null;
  modelId: string | null;
  nextQuestion: unknown;
  notAsked: unknown;
  listing: string | null;
  scorePromisedAt: Date | null;
  standing: boolean;
}

const detailSql = `
  select l.external_id as "externalId", l.lost_reason as "lostReason", l.updated_at as "updatedAt",
         l.person_id as "personId", l.attributes, latest.reasons, l.model_id as "modelId",
         l.scorecard_version as "scorecardVersion", l.next_question as "nextQuestion", l.not_asked as "notAsked", g.external_id as listing,
         s.score_promised_at as "scorePromisedAt", l.merged_into is null as standing,
         case when m.id is not null then jsonb_build_object(
           'modelId', m.id, 'version', m.version, 'targetStep', m.target_step, 'horizonDays', m.horizon_days)
         end as "scoredBy"
    from lead l
    left join model m on m.org_id = l.org_id and m.id = l.model_id
    left join listing g on g.org_id = l.org_id and g.id = l.listing_id
    left join lead_state s on s.org_id = l.org_id and s.lead_id = l.id
    left join lateral (
      select s.reasons from score s
       where s.org_id = l.org_id and s.lead_id = l.id and s.model_id is not distinct from l.model_id
       order by s.scored_at desc limit 1) latest on true
   where l.org_id = $1 and l.id = $2`;

async function readQuestion(
  sql: OrgSql,
  ctx: Context,
  { status, budget }: LeadRow,
  stored: StoredDetail,
): Promise<Pick<LeadDetail, "question" | "questionWanted" | "rescoring">> {
  const now = ctx.now();
  if (status !== "open" || !stored.standing)
    return { question: null, questionWanted: false, rescoring: false };
  const lead = {
    ...stored,
    budgetMin: budget?.minPaise ?? null,
    budgetMax: budget?.maxPaise ?? null,
    attributes: plainValues(stored.attributes),
  };
  const { question, wanted } = questionOf(lead, await askedFields(sql, ctx), now);
  return { question, questionWanted: wanted, rescoring: isPromised(stored.scorePromisedAt, now) };
}

/** Of these leads, each once, in the leads' order. */
async function personsOf(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<{ personId: string; wrappedKey: Buffer }[]> {
  const { rows } = await sql.query<{ personId: string; wrappedKey: Buffer }>(
    `select p.id as "personId", p.wrapped_key as "wrappedKey"
       from unnest($2::uuid[]) with ordinality as wanted(id, place)
       join lead l on l.org_id = $1 and l.id = wanted.id
       join person p on p.org_id = l.org_id and p.id = l.person_id
      group by p.org_id, p.id order by min(wanted.place)`,
    [ctx.orgId, leadIds],
  );
  return rows;
}

async function readMerges(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<Pick<LeadDetail, "mergedInto" | "merged">> {
  const { rows } = await sql.query<{ mergeId: string; keptId: string; mergedId: string; at: Date }>(
    `select id as "mergeId", kept_id as "keptId", merged_id as "mergedId", recorded_at as at from lead_merge
      where org_id = $1 and (kept_id = $2 or merged_id = $2) and undone_at is null order by recorded_at desc, id desc`,
    [ctx.orgId, leadId],
  );
  const into = rows.find(({ mergedId }) => mergedId === leadId);
  return {
    mergedInto: into ? { leadId: into.keptId, mergeId: into.mergeId } : null,
    merged: rows.flatMap(({ keptId, mergedId, mergeId, at }) =>
      keptId === leadId ? [{ leadId: mergedId, mergeId, at }] : [],
    ),
  };
}

/** Every attribute that has a value, in the organisation's order. */
async function readAttributes(sql: OrgSql, ctx: Context, stored: unknown): Promise<LeadAttribute[]> {
  const values = plainValues(stored);
  const { rows } = await sql.query<Omit<LeadAttribute, "value">>(
    "select key, label, kind from attribute where org_id = $1 and key = any($2::text[]) order by position, key",
    [ctx.orgId, Object.keys(values)],
  );
  return rows.map((row) => ({ ...row, value: values[row.key] ?? null }));
}

async function readEnriched(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  attributes: unknown,
): Promise<EnrichedValue[]> {
  const known = Object.entries(plainValues(attributes)).flatMap(([name, value]) =>
    name.startsWith(enrichedPrefix) && value !== null && value !== ""
      ? [{ key: name.slice(enrichedPrefix.length), value }]
      : [],
  );
  if (known.length === 0) return [];
  const { rows } = await sql.query<{ provider: string; fields: string[]; at: Date }>(
    `select e.properties ->> 'provider' as provider, e.properties -> 'fields' as fields, e.occurred_at as at
       from event e where e.org_id = $1 and e.lead_id = $2 and e.type = 'enrichment' and not e.retracts
      order by e.occurred_at desc, e.id desc limit 50`,
    [ctx.orgId, leadId],
  );
  return known.map(({ key, value }) => {
    const said = rows.find(({ fields }) => fields?.includes(key));
    return { key, value, from: said?.provider ?? null, at: said?.at ?? null };
  });
}

async function undoableOutcome(sql: OrgSql, ctx: Context, leadId: string): Promise<LeadDetail["undoable"]> {
  const last = await lastOutcome(sql, ctx, leadId);
  if (!last || !mayUndo(ctx.actor, last.actorId)) return null;
  const { outcomeId, step, reached } = last;
  return { outcomeId, step, reached };
}

async function readSiblings(
  sql: OrgSql,
  ctx: Context,
  personId: string,
  leadId: string,
): Promise<LeadDetail["siblings"]> {
  const { rows } = await sql.query<LeadDetail["siblings"][number]>(
    `select id, kind, status, source, coalesce(enquired_at, created_at) as "createdAt" from lead
      where org_id = $1 and person_id = $2 and id <> $3 and merged_into is null order by created_at desc, id limit 20`,
    [ctx.orgId, personId, leadId],
  );
  return rows;
}

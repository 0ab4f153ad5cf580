import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { leadEvents } from "../event/of-leads.ts";
import { lostStep, reopenedStep } from "../outcome/fold.ts";
import { mayUndo } from "../outcome/undo.ts";
import { requirePermission } from "../permissions.ts";
import { budget } from "../profiling/fields.ts";
import { clusterOf } from "./cluster.ts";
import { plainValues } from "./record.ts";

export const leadTimelineInput = z.object({
  leadId: z.uuid(),
  before: z.coerce.date().optional(),
  limit: z.int().min(1).max(200).default(100),
});

interface Entry {
  id: string;
  at: Date;
}

/** One thing that happened. `actor` is a member's name; null: the system or an import. */
export type TimelineEntry =
  | (Entry & {
      kind: "event";
      type: string;
      source: string;
      properties: Record<string, string | number | boolean | null>;
    })
  | (Entry & {
      kind: "outcome";
      outcomeId: string;
      step: string;
      label: string;
      reached: boolean;
      reason: string | null;
      actor: string | null;
      source: string;
      undone: boolean;
      recordedAt: Date;
    })
  | (Entry & { kind: "undo"; outcomeId: string; step: string; label: string; actor: string | null })
  | (Entry & {
      kind: "score";
      score: number | null;
      grade: string | null;
      state: string;
      before: number | null;
      cause: string;
      by: "model" | "rules";
      /** the first score of a model where rules had given those before */
      tookOver: boolean;
    })
  | (Entry & { kind: "import"; importId: string; filename: string })
  | (Entry & { kind: "merge"; mergeId: string; actor: string | null; undone: boolean; undoable: boolean })
  | (Entry & { kind: "unmerge"; mergeId: string; actor: string | null })
  /** `about`: the label of the field that it changed or asked for, or whose turn it was */
  | (Entry & { kind: "audit"; action: string; actor: string | null; about: string | null });

/** Newest first; `before` is the time of the last entry seen. Throws NOT_FOUND. */
export async function leadTimeline(
  ctx: Context,
  input: z.input<typeof leadTimelineInput>,
): Promise<TimelineEntry[]> {
  requirePermission(ctx, "lead.read");
  const { leadId, before, limit } = leadTimelineInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query("select 1 from lead where org_id = $1 and id = $2", [ctx.orgId, leadId]);
    if (rows.length === 0) throw notFound("This lead");
    // Leads that were merged into it tell their part; its scores are its own.
    const values = [ctx.orgId, await clusterOf(sql, ctx, leadId), before ?? "infinity", limit];
    const parts: TimelineEntry[][] = [
      await events(sql, ctx, values),
      await outcomes(sql, ctx, values),
      await undos(sql, ctx, values),
      await scores(sql, [ctx.orgId, leadId, before ?? "infinity", limit]),
      await imports(sql, values),
      await merges(sql, ctx, values),
      await unmerges(sql, values),
      await audits(sql, values),
    ];
    return parts
      .flat()
      .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
      .slice(0, limit);
  });
}

type EntryOf<Kind extends TimelineEntry["kind"]> = Extract<TimelineEntry, { kind: Kind }>;
type StoredEntry<Kind extends TimelineEntry["kind"]> = Omit<EntryOf<Kind>, "kind">;

async function events(sql: OrgSql, ctx: Context, values: unknown[]): Promise<TimelineEntry[]> {
  const found = await leadEvents(sql, ctx, values);
  return found.map(({ properties, text, ...entry }) => ({
    ...entry,
    kind: "event",
    properties: { ...plainValues(properties), ...(text === null ? {} : { text }) },
  }));
}

async function outcomes(sql: OrgSql, ctx: Context, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<Omit<StoredEntry<"outcome">, "label">>(
    `select o.id, o.id as "outcomeId", coalesce(o.occurred_at, o.recorded_at) as at, o.recorded_at as "recordedAt",
            o.step, o.reached, o.reason, o.source, m.name as actor, o.undone_at is not null as undone
       from lead_outcome o left join org_member m on m.org_id = o.org_id and m.user_id = o.actor_id
      where o.org_id = $1 and o.lead_id = any($2::uuid[]) and coalesce(o.occurred_at, o.recorded_at) < $3
      order by at desc limit $4`,
    values,
  );
  return rows.map((row) => ({ ...row, kind: "outcome", label: labelOf(ctx, row.step) }));
}

async function undos(sql: OrgSql, ctx: Context, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<Omit<StoredEntry<"undo">, "label">>(
    `select 'undo ' || o.id as id, o.id as "outcomeId", o.undone_at as at, o.step, m.name as actor
       from lead_outcome o left join org_member m on m.org_id = o.org_id and m.user_id = o.undone_by
      where o.org_id = $1 and o.lead_id = any($2::uuid[]) and o.undone_at < $3 order by at desc limit $4`,
    values,
  );
  return rows.map((row) => ({ ...row, kind: "undo", label: labelOf(ctx, row.step) }));
}

/** Without those that say what the one before them said. */
async function scores(sql: OrgSql, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<StoredEntry<"score">>(
    `select id, at, score, grade, state, cause, before, by, "tookOver" from (
       select id, scored_at as at, score, grade, state, cause, lag(score) over past as before,
              lag(state) over past as was,
              case when model_id is null then 'rules' else 'model' end as by,
              coalesce(model_id is not null and lag(model_id is null) over past, false) as "tookOver"
         from score where org_id = $1 and lead_id = $2 window past as (order by scored_at, id)) history
      where at < $3 and ("tookOver" or (score, state) is distinct from (before, was)) order by at desc limit $4`,
    values,
  );
  return rows.map((row) => ({ ...row, kind: "score" }));
}

async function imports(sql: OrgSql, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<StoredEntry<"import">>(
    `select i.id, i.id as "importId", l.created_at as at, i.filename
       from lead l join import i on i.org_id = l.org_id and i.id = l.import_id
      where l.org_id = $1 and l.id = any($2::uuid[]) and l.created_at < $3 limit $4`,
    values,
  );
  return rows.map((row) => ({ ...row, kind: "import" }));
}

async function merges(sql: OrgSql, ctx: Context, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<Omit<StoredEntry<"merge">, "undoable"> & { actorId: string | null }>(
    `select g.id, g.id as "mergeId", g.recorded_at as at, g.actor_id as "actorId", m.name as actor,
            g.undone_at is not null as undone
       from lead_merge g left join org_member m on m.org_id = g.org_id and m.user_id = g.actor_id
      where g.org_id = $1 and (g.kept_id = any($2::uuid[]) or g.merged_id = any($2::uuid[])) and g.recorded_at < $3
      order by at desc limit $4`,
    values,
  );
  return rows.map(({ actorId, ...row }) => ({
    ...row,
    kind: "merge",
    undoable: !row.undone && mayUndo(ctx.actor, actorId),
  }));
}

async function unmerges(sql: OrgSql, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<StoredEntry<"unmerge">>(
    `select 'unmerge ' || g.id as id, g.id as "mergeId", g.undone_at as at, m.name as actor
       from lead_merge g left join org_member m on m.org_id = g.org_id and m.user_id = g.undone_by
      where g.org_id = $1 and (g.kept_id = any($2::uuid[]) or g.merged_id = any($2::uuid[])) and g.undone_at < $3
      order by at desc limit $4`,
    values,
  );
  return rows.map((row) => ({ ...row, kind: "unmerge" }));
}

/** What outcomes and merges do not tell already. */
async function audits(sql: OrgSql, values: unknown[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<StoredEntry<"audit">>(
    `select a.id, a.at, a.action, m.name as actor, coalesce(t.label, a.detail->>'field', g.name) as about
       from audit_entry a
       left join org_member m on m.org_id = a.org_id and m.user_id = a.actor_id
       left join attribute t on t.org_id = a.org_id and t.key = a.detail->>'field'
       left join org_member g on g.org_id = a.org_id and a.action in ('lead.give-in-turn', 'lead.assign') and g.user_id::text = a.detail->>'ownerId'
      where a.org_id = $1 and a.subject_type = 'lead' and a.subject_id = any($2::text[]) and a.at < $3
        and a.action not in ('lead.move', 'lead.lose', 'lead.reopen', 'lead.undo', 'lead.merge', 'lead.unmerge',
                             'act.called', 'act.messaged', 'act.noted', 'act.claimed')
      order by a.at desc limit $4`,
    values,
  );
  return rows.map((row) => ({
    ...row,
    kind: "audit",
    about: row.about === budget.field ? budget.label : row.about,
  }));
}

function labelOf(ctx: Context, step: string): string {
  if (step === lostStep) return "Lost";
  if (step === reopenedStep) return "Reopened";
  return ctx.organisation.ladder.find(({ key }) => key === step)?.label ?? step;
}

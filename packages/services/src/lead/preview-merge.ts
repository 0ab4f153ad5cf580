import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { leadEvents } from "../event/of-leads.ts";
import { foldOutcomes, type OutcomeFact } from "../outcome/fold.ts";
import { requirePermission } from "../permissions.ts";
import { clusterOf } from "./cluster.ts";
import type { LeadRow, LeadStatus } from "./lead-row.ts";
import { mergeRefusal } from "./merge-refusal.ts";
import { readLeadRows } from "./read-rows.ts";

const countedUpTo = 1000;

export const previewMergeInput = z.object({ keptId: z.uuid(), mergedId: z.uuid() });

export interface MergeSide {
  lead: LeadRow;
  /** what the timeline tells of, a thousand at most */
  events: number;
  lastEventAt: Date | null;
  outcomes: number;
}

export interface MergePreview {
  kept: MergeSide;
  merged: MergeSide;
  samePerson: boolean;
  /** one sentence; null: they can be merged */
  refusal: string | null;
  /** how the kept lead would stand */
  result: { status: LeadStatus; step: string | null };
}

/** What merging two leads would come to. Nothing is changed. Throws NOT_FOUND. */
export async function previewMerge(
  ctx: Context,
  input: z.input<typeof previewMergeInput>,
): Promise<MergePreview> {
  requirePermission(ctx, "lead.work");
  const { keptId, mergedId } = previewMergeInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const kept = await readSide(sql, ctx, keptId);
    const merged = await readSide(sql, ctx, mergedId);
    return {
      kept: kept.side,
      merged: merged.side,
      samePerson: kept.lead.personId === merged.lead.personId,
      refusal: mergeRefusal(ctx.actor, kept.lead, merged.lead)?.message ?? null,
      result: foldOutcomes(ctx.organisation.ladder, await outcomesOf(sql, ctx, [...kept.ids, ...merged.ids])),
    };
  });
}

interface StoredSide {
  id: string;
  personId: string;
  kind: string;
  ownerId: string | null;
  mergedInto: string | null;
  outcomes: number;
}

/** A lead with all that was merged into it before. */
async function readSide(sql: OrgSql, ctx: Context, leadId: string) {
  const ids = await clusterOf(sql, ctx, leadId);
  const { rows } = await sql.query<StoredSide>(
    `select l.id, l.person_id as "personId", l.kind, l.owner_id as "ownerId", l.merged_into as "mergedInto",
            (select count(*)::int from lead_outcome o
              where o.org_id = l.org_id and o.lead_id = any($3::uuid[]) and o.undone_at is null) as outcomes
       from lead l where l.org_id = $1 and l.id = $2`,
    [ctx.orgId, leadId, ids],
  );
  const [stored] = rows;
  const [lead] = await readLeadRows(sql, ctx, [leadId]);
  if (!stored || !lead) throw notFound("This lead");
  const events = await leadEvents(sql, ctx, [ctx.orgId, ids, "infinity", countedUpTo]);
  const side = { lead, events: events.length, lastEventAt: events[0]?.at ?? null, outcomes: stored.outcomes };
  return { ids, lead: stored, side };
}

async function outcomesOf(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<OutcomeFact[]> {
  const { rows } = await sql.query<OutcomeFact>(
    `select step, reached, reason from lead_outcome
      where org_id = $1 and lead_id = any($2::uuid[]) and undone_at is null order by recorded_at, id`,
    [ctx.orgId, leadIds],
  );
  return rows;
}

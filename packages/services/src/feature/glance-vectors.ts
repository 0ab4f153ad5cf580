import type { OrgSql } from "@leadlift/db/connect";
import { featureSetVersion } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { leadInputsSql } from "../lead/record.ts";
import { readState } from "./held-states.ts";
import { consentsAt, loadConsents } from "./load-consents.ts";
import type { StateRow } from "./lock-states.ts";
import { changedAtSql, type LeadVector, type ProfileRow, readVectors, vectorOf } from "./read-vectors.ts";
import { featureSettings } from "./settings.ts";

/** A lead's vector with whose it is, for an answer that is given once and kept in a receipt. */
export interface GlancedVector extends LeadVector {
  personId: string;
  wrappedKey: Uint8Array;
  /** what the vector was read from, as `readStamps` tells it; null: it was written just now */
  stamp: string | null;
}

const longestLockMs = 1_000;

interface GlanceRow extends ProfileRow, StateRow {
  merged: boolean;
  personId: string;
  wrappedKey: Buffer;
}

// Whether a lead was merged is asked here and not in SQL: as a condition it led the planner to an index of all that were not.
/** Columns that tell of what a vector is read from, from a `lead` called l and its `lead_state` s. */
const stampColumns = `l.id as "leadId", l.version as "leadVersion", l.merged_into is not null as merged,
  coalesce(s.version, 0) as version, ${changedAtSql} as "changedAt"`;

function stampOf({
  leadVersion,
  version,
  changedAt,
}: Pick<GlanceRow, "leadVersion" | "version" | "changedAt">) {
  return `${leadVersion} ${version} ${changedAt.getTime()}`;
}

/** A lead whose state cannot be read as it is. */
export type UnreadLead = Pick<GlanceRow, "leadId" | "personId" | "wrappedKey">;

/**
 * Vectors of leads as of now, without keeping anybody from writing about them meanwhile: what is committed when this is
 * called is in them. Those whose states have to be folded first are told apart; unknown and merged leads are left out.
 */
export async function glanceVectors(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<{ seen: GlancedVector[]; unread: UnreadLead[] }> {
  const settings = featureSettings(ctx.organisation);
  const [{ rows }, consents] = await Promise.all([
    sql.query<GlanceRow>(
      `select ${stampColumns}, ${leadInputsSql}, l.person_id as "personId", p.wrapped_key as "wrappedKey",
              s.state, coalesce(s.set_version, 0) as "setVersion",
              s.recorded_at as "recordedAt", s.valid_until as "validUntil", s.score_promised_at as "scorePromisedAt"
         from lead l
         join person p on p.org_id = l.org_id and p.id = l.person_id
         left join lead_state s on s.org_id = l.org_id and s.lead_id = l.id
        where l.org_id = $1 and l.id = any($2::uuid[])`,
      [ctx.orgId, leadIds],
      "glance at leads",
    ),
    loadConsents(sql, ctx, leadIds),
  ]);
  const wanted = ctx.now().getTime() - 1;
  const seen: GlancedVector[] = [];
  const unread: UnreadLead[] = [];
  for (const row of rows.filter(({ merged }) => !merged)) {
    const now = Math.max(wanted, row.recordedAt?.getTime() ?? 0, row.changedAt.getTime());
    const state =
      row.setVersion === featureSetVersion ? readState(row, settings.utcOffsetMinutes, now) : null;
    if (!state) {
      unread.push(row);
      continue;
    }
    const view = consentsAt(consents, row.leadId, now);
    const { personId, wrappedKey } = row;
    const vector = vectorOf(row, state, row, view, now, settings);
    seen.push({ ...vector, personId, wrappedKey, stamp: stampOf(row) });
  }
  return { seen, unread };
}

/** Folds and reads what a glance could not, as `readVectors` does; gives up where somebody writes about them for long. */
export async function foldUnread(
  sql: OrgSql,
  ctx: Context,
  unread: readonly UnreadLead[],
): Promise<GlancedVector[]> {
  await sql.query(`set local lock_timeout = ${longestLockMs}`);
  const whose = new Map(unread.map((row) => [row.leadId, row]));
  const read = await readVectors(
    sql,
    ctx,
    unread.map(({ leadId }) => ({ id: leadId })),
  );
  return read.flatMap((vector) => {
    const row = whose.get(vector.leadId);
    return row ? [{ ...vector, personId: row.personId, wrappedKey: row.wrappedKey, stamp: null }] : [];
  });
}

/** Of leads, what tells whether anything changed that their vectors are read from. */
export async function readStamps(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql.query<
    Pick<GlanceRow, "leadId" | "leadVersion" | "version" | "changedAt" | "merged">
  >(
    `select ${stampColumns}
       from lead l left join lead_state s on s.org_id = l.org_id and s.lead_id = l.id
      where l.org_id = $1 and l.id = any($2::uuid[])`,
    [ctx.orgId, leadIds],
    "stamps of leads",
  );
  return new Map(rows.flatMap((row) => (row.merged ? [] : [[row.leadId, stampOf(row)]])));
}

import { isDeepStrictEqual } from "node:util";
import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { enrichedPrefix } from "@leadlift/scoring/features";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { ensurePartitions } from "../event/partitions.ts";
import { recordEventsIn } from "../event/record.ts";
import { holdStates } from "../feature/held-states.ts";
import type { PlainValue } from "./mapping.ts";

export interface Enriched {
  leadId: string;
  /** by attribute key, without the prefix */
  values: ReadonlyMap<string, PlainValue>;
  /** names of the providers that said so */
  from: readonly string[];
  /** all were asked: what none of them says any more goes */
  complete: boolean;
}

/**
 * Makes what providers said a lead's attributes, with an event that tells so, and promises its score; nothing where it
 * says nothing new, or the consent went away meanwhile. Gives the attributes that changed, without their prefix.
 */
export async function keepEnriched(ctx: Context, enriched: Enriched): Promise<string[]> {
  await ensurePartitions(ctx);
  return untilSettled(() => ctx.db.withOrgSql(ctx.orgId, (sql) => keepIn(sql, ctx, enriched)));
}

async function keepIn(
  sql: OrgSql,
  ctx: Context,
  { leadId, values, from, complete }: Enriched,
): Promise<string[]> {
  const { rows: standing } = await sql.query(
    "select 1 from lead where org_id = $1 and id = $2 and merged_into is null",
    [ctx.orgId, leadId],
  );
  if (standing.length === 0) return [];
  // A withdrawal comes either before it, and nothing is kept, or after, and takes it away.
  const held = await holdStates(sql, ctx, [leadId]);
  if (!held.consentsOf(leadId).enrichment.inForce) return [];
  const { rows } = await sql.query<{ attributes: Record<string, unknown> }>(
    "select attributes from lead where org_id = $1 and id = $2 and merged_into is null for update",
    [ctx.orgId, leadId],
  );
  const before = rows[0]?.attributes;
  if (!before) return [];
  const kept = Object.entries(before).filter(([key]) => !(complete && key.startsWith(enrichedPrefix)));
  const added = [...values].map(([key, value]) => [enrichedPrefix + key, value] as const);
  const after = Object.fromEntries([...kept, ...added]);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .map((key) => key.slice(enrichedPrefix.length))
    .sort();
  if (changed.length === 0) return [];
  await sql.query(
    `update lead set attributes = $3, version = version + 1, updated_at = $4 where org_id = $1 and id = $2`,
    [ctx.orgId, leadId, JSON.stringify(after), ctx.now()],
  );
  const event = {
    eventId: `enrichment ${newId()}`,
    type: "enrichment",
    properties: { provider: from.join(", "), fields: changed },
    subject: { leadId },
  };
  await recordEventsIn(sql, ctx, { source: "enrichment", events: [event] });
  await audit(sql, ctx, {
    action: "lead.enrich",
    subjectType: "lead",
    subjectId: leadId,
    detail: { fields: changed.join(" ") },
  });
  return changed;
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { leadProfile } from "../lead/record.ts";
import { consentsAt, loadConsents } from "./load-consents.ts";
import { type LeadVector, readProfiles, readVectors } from "./read-vectors.ts";
import { storedVectors } from "./stored-vectors.ts";

/** What a score is made from, in id order: a vector that was kept where it still stands, else one read now. */
export async function freshVectors(
  sql: OrgSql,
  ctx: Context,
  leads: readonly { id: string }[],
): Promise<
  Pick<LeadVector, "leadId" | "leadVersion" | "stateVersion" | "vector" | "profile" | "consents">[]
> {
  const ids = leads.map(({ id }) => id);
  const stored = await storedVectors(sql, ctx, ids);
  const profiles = await readProfiles(sql, ctx, [...stored.keys()]);
  const consents = await loadConsents(sql, ctx, [...stored.keys()]);
  const kept = [...stored].flatMap(([leadId, { at, ...vector }]) => {
    const inputs = profiles.get(leadId);
    // A listing and a contact change without the lead.
    if (inputs?.leadVersion !== vector.leadVersion || inputs.changedAt > at) return [];
    const profile = leadProfile(inputs);
    return [{ leadId, ...vector, profile, consents: consentsAt(consents, leadId, ctx.now().getTime()) }];
  });
  const done = new Set(kept.map(({ leadId }) => leadId));
  const read = await readVectors(
    sql,
    ctx,
    leads.filter(({ id }) => !done.has(id)),
  );
  return [...kept, ...read].sort((a, b) => (a.leadId < b.leadId ? -1 : 1));
}

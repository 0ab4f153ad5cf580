import type { OrgSql } from "@leadlift/db/connect";
import {
  type ConsentView,
  consentsAsOf,
  featureSetVersion,
  featureVector,
  type LeadProfile,
  type LeadState,
  nextExpiry,
  stateAsOf,
} from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { type LeadInputs, leadInputsSql, leadProfile } from "../lead/record.ts";
import { holdStates, readState } from "./held-states.ts";
import { consentsAt, loadConsents } from "./load-consents.ts";
import { loadFacts } from "./load-facts.ts";
import { lockFresh, lockStates, type StateRow } from "./lock-states.ts";
import { featureSettings } from "./settings.ts";

/** A lead's vector, what it was read from, and the moment that it can be computed again for. */
export interface LeadVector {
  leadId: string;
  at: Date;
  leadVersion: number;
  stateVersion: number;
  vector: Float64Array;
  state: LeadState;
  profile: LeadProfile;
  consents: ConsentView;
  /** of the last event that counts; null: none does */
  lastEventAt: Date | null;
  /** when a consent runs out; null: never */
  lawfulUntil: Date | null;
}

export interface ProfileRow extends LeadInputs {
  leadId: string;
  leadVersion: number;
  /** the latest change of what the profile is made of */
  changedAt: Date;
}

/** Column of ProfileRow in SQL, from a `lead` called l. */
export const changedAtSql = `greatest(
  (select max(replaced_at) from lead_past p where p.org_id = l.org_id and p.lead_id = l.id),
  (select max(replaced_at) from listing_past p where p.org_id = l.org_id and p.listing_id = l.listing_id),
  (select max(c.created_at) from contact_point c where c.org_id = l.org_id and c.person_id = l.person_id),
  l.created_at)`;

/**
 * Vectors of leads from their states, as of `at` (now), but never before the latest fact that they hold; in id order.
 * Who writes facts of these leads waits until the transaction ends, so that `vectorAsOf` later gives the same.
 * Merged and unknown leads are left out.
 */
export async function readVectors(
  sql: OrgSql,
  ctx: Context,
  leads: readonly { id: string }[],
  at?: Date,
): Promise<LeadVector[]> {
  const ids = leads.map(({ id }) => id);
  const settings = featureSettings(ctx.organisation);
  const wanted = at?.getTime() ?? ctx.now().getTime() - 1;
  const rows = await lockReadable(sql, ctx, ids, new Date(wanted));
  const [profiles, consents] = await Promise.all([readProfiles(sql, ctx, ids), loadConsents(sql, ctx, ids)]);

  const found: LeadVector[] = [];
  for (const row of rows) {
    const profile = profiles.get(row.leadId);
    if (!profile) continue;
    const now = Math.max(wanted, row.recordedAt.getTime(), profile.changedAt.getTime());
    const moment = { at: now, knownAt: now, lawfulAt: now };
    let state = readState(row, settings.utcOffsetMinutes, now);
    let view = consentsAt(consents, row.leadId, now);
    if (!state) {
      // It has run out since it was looked at: rare, and the next reader writes it.
      const facts = (await loadFacts(sql, ctx, [row.leadId])).get(row.leadId);
      if (!facts) continue;
      state = stateAsOf(facts, moment, settings);
      view = consentsAsOf(facts, moment);
    }
    found.push(vectorOf(row, state, profile, view, now, settings));
  }
  return found;
}

/** The vector of a lead by its state and profile, as of `now`. */
export function vectorOf(
  row: StateRow,
  state: LeadState,
  inputs: ProfileRow,
  consents: ConsentView,
  now: number,
  settings: ReturnType<typeof featureSettings>,
): LeadVector {
  const profile = leadProfile(inputs);
  const until = nextExpiry(consents);
  const last = state.tail.at(-1);
  return {
    leadId: row.leadId,
    at: new Date(now),
    leadVersion: inputs.leadVersion,
    stateVersion: row.version,
    vector: featureVector(state, { profile, now, consents, settings }),
    state,
    profile,
    consents,
    lastEventAt: last ? new Date(last.at) : null,
    lawfulUntil: Number.isFinite(until) ? new Date(until) : null,
  };
}

/** Locks the states for reading. Before that, those that cannot be read as they are are folded anew. */
async function lockReadable(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
  at: Date,
): Promise<StateRow[]> {
  const { utcOffsetMinutes } = featureSettings(ctx.organisation);
  const fresh = [featureSetVersion, at, utcOffsetMinutes] as const;
  const readable = await lockFresh(sql, ctx, leadIds, fresh);
  if (readable) return readable;
  // All are locked for writing at once: a lock is never raised. What another reader folded meanwhile stays as it is:
  // folded again it would be news to whoever scores by it.
  const held = await holdStates(sql, ctx, leadIds);
  for (const id of leadIds) if (held.standing.get(id) === id && !held.isReadable(id, at)) held.refold(id);
  await held.settle({ promiseScores: false });
  return lockStates(sql, ctx, leadIds, "share");
}

export async function readProfiles(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Map<string, ProfileRow>> {
  const { rows } = await sql.query<ProfileRow>(
    `select l.id as "leadId", l.version as "leadVersion", ${leadInputsSql},
            ${changedAtSql} as "changedAt"
       from lead l where l.org_id = $1 and l.id = any($2::uuid[])`,
    [ctx.orgId, leadIds],
    "profiles of leads",
  );
  return new Map(rows.map((row) => [row.leadId, row]));
}

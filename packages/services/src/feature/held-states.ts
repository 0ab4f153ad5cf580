import type { OrgSql } from "@leadlift/db/connect";
import {
  type ConsentView,
  consentsAsOf,
  countsEvent,
  decodeState,
  encodeState,
  type FeatureEvent,
  featureSetVersion,
  foldEvent,
  type LeadState,
  nextExpiry,
  stateAsOf,
} from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { promiseJobs } from "../jobs/promise.ts";
import { hasScorerSql } from "../scorecard/current.ts";
import { type Consents, consentsAt, loadConsents } from "./load-consents.ts";
import { loadFacts } from "./load-facts.ts";
import { lockStates, type StateRow } from "./lock-states.ts";
import { featureSettings } from "./settings.ts";

/** While a lead's scoring is promised, its events promise no other; a promise that was lost is given again after this. */
export const promiseLivesMs = 120_000;

/** Leads may be merged while their states are being locked, but not for ever. */
const mostRounds = 8;

/** Leads whose states nobody else reads or writes until the transaction ends. */
export interface HeldStates {
  /** of all facts about these leads that are written in this transaction */
  readonly recordedAt: Date;
  /** Which lead each now counts for: itself, or the one that it was merged into in the end. Unknown ones are left out. */
  readonly standing: ReadonlyMap<string, string>;
  /** What is in force then for the persons of a lead. */
  consentsOf(leadId: string): ConsentView;
  /** Whether the lead's state, as it was when it was locked, can be read as of `at`. */
  isReadable(leadId: string, at: Date): boolean;
  /** Adds an event that is not a bot's, where consents let it count; what cannot be folded is folded anew. */
  fold(leadId: string, event: FeatureEvent): void;
  /** Has the lead's state made anew from all that is recorded. */
  refold(leadId: string): void;
  /**
   * Writes the states, after all facts are inserted. Counts leads. `refoldLater`: what cannot be folded is left to its
   * next reader, so that a load of many batches folds a lead anew once and not once a batch.
   */
  settle(options: {
    promiseScores: boolean;
    refoldLater?: boolean;
  }): Promise<{ folded: number; refolded: number }>;
}

interface Held {
  row: StateRow;
  /** null: to be made from the facts */
  state: LeadState | null;
  /** what is in force since the latest fact; worked out when first asked for */
  consents: ConsentView | null;
  touched: boolean;
}

/**
 * Locks the states of leads in id order, those they were merged into instead of theirs. Before that, a transaction
 * locks visitors, and afterwards leads. Unknown leads are passed over; to fold for one throws.
 */
export async function holdStates(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<HeldStates> {
  const settings = featureSettings(ctx.organisation);
  const held = new Map<string, Held>();
  const { standing, consents } = await lockStanding(sql, ctx, leadIds, held);
  const now = Math.max(
    ctx.now().getTime(),
    ...[...held.values()].map(({ row }) => row.recordedAt.getTime() + 1),
  );
  for (const each of held.values()) each.state = readState(each.row, settings.utcOffsetMinutes, now);
  const anew = new Set<string>();

  const heldFor = (leadId: string): Held => {
    const found = held.get(standing.get(leadId) ?? leadId);
    if (!found) throw new Error(`The state of the lead ${leadId} is not held.`);
    return found;
  };
  const inForce = (each: Held): ConsentView => {
    each.consents ??= consentsAt(consents, each.row.leadId, now);
    return each.consents;
  };
  return {
    recordedAt: new Date(now),
    standing,
    consentsOf: (leadId) => inForce(heldFor(leadId)),
    isReadable: (leadId, at) =>
      readState(heldFor(leadId).row, settings.utcOffsetMinutes, at.getTime()) !== null,
    fold(leadId, event) {
      const each = heldFor(leadId);
      each.touched = true;
      if (!each.state) return;
      if (!countsEvent(inForce(each), event)) return;
      if (!foldEvent(each.state, event, settings)) each.state = null;
    },
    refold(leadId) {
      anew.add(leadId);
    },
    async settle({ promiseScores, refoldLater = false }) {
      await markAnew(sql, ctx, anew, held);
      const touched = [...held.values()].filter((each) => each.touched);
      const missing = touched.filter(({ state }) => !state).map(({ row }) => row.leadId);
      if (refoldLater) await leaveUnfolded(sql, ctx, missing, now);
      const facts = await loadFacts(sql, ctx, refoldLater ? [] : missing);
      const asOf = { at: now, knownAt: now, lawfulAt: now };
      for (const each of touched) {
        const known = facts.get(each.row.leadId);
        if (known) each.state = stateAsOf(known, asOf, settings);
        if (known) each.consents = consentsAsOf(known, asOf);
        each.consents ??= consentsAt(consents, each.row.leadId, now);
      }
      const due = promiseScores ? await dueForScore(sql, ctx, touched, now) : new Set<string>();
      await writeStates(sql, ctx, touched, now, due);
      await promiseJobs(
        sql,
        ctx,
        "lead.score",
        [...due].map((leadId) => ({ orgId: ctx.orgId, leadId })),
      );
      return { folded: touched.length - missing.length, refolded: refoldLater ? 0 : missing.length };
    },
  };
}

/** Locks until every lead's standing one is held. Gives which that is, and what is in force for it. */
async function lockStanding(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
  held: Map<string, Held>,
): Promise<{ standing: Map<string, string>; consents: Consents }> {
  const known = new Set(leadIds);
  let wanted = [...known].filter((id) => !held.has(id));
  for (let round = 0; round < mostRounds; round++) {
    for (const row of await lockStates(sql, ctx, wanted, "update")) {
      held.set(row.leadId, { row, state: null, consents: null, touched: false });
    }
    const consents = await loadConsents(sql, ctx, [...known]);
    const standing = new Map<string, string>();
    const missing = new Set<string>();
    for (const leadId of known) {
      const last = standingOf(leadId, consents.mergedInto);
      if (last === null) continue;
      if (held.has(last)) standing.set(leadId, last);
      else missing.add(last);
    }
    // A lead can be merged only by who holds its state, so what stands now stays so.
    if (missing.size === 0) return { standing, consents };
    wanted = [...missing];
    for (const leadId of missing) known.add(leadId);
  }
  throw new Error("Leads were merged again and again while their states were being locked.");
}

/** The end of the merges as far as they are known; null: there is no such lead. */
function standingOf(leadId: string, mergedInto: Consents["mergedInto"]): string | null {
  const next = mergedInto.get(leadId);
  if (next === undefined) return null;
  return next === null || !mergedInto.has(next) ? (next ?? leadId) : standingOf(next, mergedInto);
}

/** Null when it was folded otherwise, or a consent has run out since. */
export function readState(row: StateRow, utcOffsetMinutes: number, now: number): LeadState | null {
  if (row.setVersion !== featureSetVersion) return null;
  if (row.validUntil && row.validUntil.getTime() <= now) return null;
  const state = decodeState(row.state);
  return state?.offset === utcOffsetMinutes ? state : null;
}

/** Leads may have been merged or parted since they were held: what stands now is folded anew, what does not is let be. */
async function markAnew(
  sql: OrgSql,
  ctx: Context,
  anew: ReadonlySet<string>,
  held: Map<string, Held>,
): Promise<void> {
  if (anew.size === 0) return;
  const { standing } = await lockStanding(sql, ctx, [...new Set([...anew, ...held.keys()])], held);
  for (const [leadId, each] of held) if (standing.get(leadId) !== leadId) each.touched = false;
  for (const leadId of anew) {
    const each = held.get(standing.get(leadId) ?? "");
    if (!each) throw new Error(`There is no lead ${leadId} to fold anew.`);
    Object.assign(each, { state: null, touched: true });
  }
}

/** The open ones whose score nobody has promised lately, where there is a model or rules. */
async function dueForScore(
  sql: OrgSql,
  ctx: Context,
  touched: readonly Held[],
  now: number,
): Promise<Set<string>> {
  const due = touched.filter(
    ({ row }) => (row.scorePromisedAt?.getTime() ?? Number.NEGATIVE_INFINITY) < now - promiseLivesMs,
  );
  if (due.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>(
    `select id from lead
      where org_id = $1 and id = any($2::uuid[]) and status = 'open'
        and ${hasScorerSql}`,
    [ctx.orgId, due.map(({ row }) => row.leadId)],
    "due for score",
  );
  return new Set(rows.map(({ id }) => id));
}

/** States of version 0 are folded from the facts by whoever reads them first. */
async function leaveUnfolded(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
  now: number,
): Promise<void> {
  if (leadIds.length === 0) return;
  await sql.query(
    `update lead_state set set_version = 0, version = version + 1, recorded_at = $3::timestamptz
      where org_id = $1 and lead_id = any($2::uuid[])`,
    [ctx.orgId, leadIds, new Date(now)],
    "leave states unfolded",
  );
}

async function writeStates(
  sql: OrgSql,
  ctx: Context,
  touched: readonly Held[],
  now: number,
  due: ReadonlySet<string>,
): Promise<void> {
  const rows = touched.flatMap(({ row, state, consents }) => {
    if (!state || !consents) return [];
    const until = nextExpiry(consents);
    return [
      { id: row.leadId, state: encodeState(state), until: Number.isFinite(until) ? new Date(until) : null },
    ];
  });
  if (rows.length === 0) return;
  await sql.query(
    `update lead_state s
        set state = f.state::json, set_version = $5, version = s.version + 1, recorded_at = $6::timestamptz,
            valid_until = f.valid_until, score_promised_at = case when f.due then $6::timestamptz else s.score_promised_at end
       from unnest($2::uuid[], string_to_array($3, E'\\x1f'), $4::timestamptz[], $7::bool[]) as f(id, state, valid_until, due)
      where s.org_id = $1::uuid and s.lead_id = f.id`,
    [
      ctx.orgId,
      rows.map(({ id }) => id),
      // JSON has no such character as it is, and in an array each of its quotes would be escaped.
      rows.map(({ state }) => state).join("\x1f"),
      rows.map(({ until }) => until),
      featureSetVersion,
      new Date(now),
      rows.map(({ id }) => due.has(id)),
    ],
    "write states",
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { type ConsentFact, consentView, eventKinds, type PurposeView } from "@leadlift/scoring/features";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { forgetEnriched } from "../enrichment/forget-enriched.ts";
import { promiseEnrichment } from "../enrichment/promise.ts";
import { ServiceError } from "../errors.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { consentFacts } from "../feature/load-consents.ts";
import { keptLeads } from "../lead/cluster.ts";
import { requirePermission } from "../permissions.ts";
import { type CheckedEntry, clockSkewMs, consentEntryInput } from "./consent-entry.ts";
import { appendToLedger, type LedgerEntry, toFact } from "./ledger.ts";
import type { Purpose } from "./purposes.ts";
import { consentSubject, personOf } from "./subject.ts";

export const mostEntries = 50;

export const recordConsentsInput = z.strictObject({
  subject: consentSubject,
  entries: z.array(consentEntryInput).min(1).max(mostEntries),
});

export interface RecordedConsents {
  personId: string;
  entries: { id: string; purpose: Purpose; status: "given" | "withdrawn" }[];
}

/**
 * Adds to a person's ledger. A withdrawal takes effect with it: what features held of that purpose is gone, and a score
 * that knew it is no longer shown. Throws NOT_FOUND, BAD_INPUT for times that cannot be.
 */
export async function recordConsents(
  ctx: Context,
  input: z.input<typeof recordConsentsInput>,
): Promise<RecordedConsents> {
  requirePermission(ctx, "consent.write");
  const { subject, entries } = recordConsentsInput.parse(input);
  return untilSettled(() =>
    ctx.db.withOrgSql(ctx.orgId, async (sql) => {
      const personId = await personOf(sql, ctx, subject);
      const [recorded = []] = await recordConsentsIn(sql, ctx, [{ personId, entries }]);
      return { personId, entries: recorded };
    }),
  );
}

export interface PersonConsents {
  personId: string;
  entries: readonly CheckedEntry[];
}

export interface RecordOptions {
  /** History of people of whom nothing was served yet: what happened was known when it happened. */
  backfill?: boolean;
}

/** The same for many persons, each named once, in the caller's transaction. Gives each one's entries in order. */
export async function recordConsentsIn(
  sql: OrgSql,
  ctx: Context,
  consents: readonly PersonConsents[],
  { backfill = false }: RecordOptions = {},
): Promise<RecordedConsents["entries"][]> {
  const persons = consents.map(({ personId }) => personId);
  const held = await holdStates(sql, ctx, await leadsOf(sql, ctx, consents));
  const entries = consents.map((each) => toEntries(each, held.recordedAt, backfill));
  const before = await consentFacts(sql, ctx, persons);
  await appendToLedger(sql, ctx, entries.flat());

  const now = held.recordedAt.getTime();
  const changed = consents.flatMap(({ personId }, index) => {
    const change = changeOf(before.get(personId) ?? [], (entries[index] ?? []).map(toFact), personId, now);
    return change ? [{ personId, change }] : [];
  });
  for (const leadId of await leadsOf(sql, ctx, changed)) held.refold(leadId);
  await followEnrichment(sql, ctx, consents, backfill);
  const narrowed = changed.filter(({ change }) => change === "narrower");
  await forgetServed(sql, ctx, await keptLeads(sql, ctx, await leadsOf(sql, ctx, narrowed)));
  if (changed.length > 0) await held.settle({ promiseScores: !backfill });
  for (const [index, { personId }] of consents.entries()) {
    await auditEntries(sql, ctx, personId, entries[index] ?? [], backfill);
  }
  return entries.map((of) => of.map(({ id, purpose, status }) => ({ id, purpose, status: said(status) })));
}

/** Who withdraws from enrichment is no longer known by what others said; who agrees to it is asked about. */
async function followEnrichment(
  sql: OrgSql,
  ctx: Context,
  consents: readonly PersonConsents[],
  backfill: boolean,
): Promise<void> {
  const saying = (said: "given" | "withdrawn") =>
    consents
      .filter(({ entries }) =>
        entries.some(({ purpose, status }) => purpose === "enrichment" && status === said),
      )
      .map(({ personId }) => personId);
  await forgetEnriched(sql, ctx, saying("withdrawn"));
  if (!backfill) await promiseEnrichment(sql, ctx, { personIds: saying("given") });
}

/** Also those that are merged: states are held of the leads that stand for them. */
async function leadsOf(
  sql: OrgSql,
  ctx: Context,
  persons: readonly { personId: string }[],
): Promise<string[]> {
  if (persons.length === 0) return [];
  const { rows } = await sql.query<{ id: string }>(
    "select id from lead where org_id = $1 and person_id = any($2::uuid[]) order by id",
    [ctx.orgId, persons.map(({ personId }) => personId)],
  );
  return rows.map(({ id }) => id);
}

function toEntries({ personId, entries }: PersonConsents, now: Date, backfill: boolean): LedgerEntry[] {
  return entries.map((entry) => {
    const claimed = entry.occurredAt ?? now;
    if (claimed.getTime() > now.getTime() + clockSkewMs) {
      throw new ServiceError("BAD_INPUT", "The time of a consent cannot lie in the future.");
    }
    const occurredAt = claimed > now ? now : claimed;
    const expiresAt = entry.expiresAt ?? null;
    if (expiresAt && (entry.status === "withdrawn" || expiresAt <= occurredAt)) {
      throw new ServiceError("BAD_INPUT", "Only a consent expires, and after it was given.");
    }
    return {
      id: newId(),
      personId,
      purpose: entry.purpose,
      status: entry.status,
      noticeHash: entry.noticeHash === undefined ? null : Buffer.from(entry.noticeHash, "hex"),
      locale: entry.locale ?? null,
      channel: entry.channel,
      evidence: entry.evidence,
      occurredAt,
      recordedAt: backfill ? occurredAt : now,
      expiresAt,
    };
  });
}

/** Purposes without which some features are missing; the others change nothing that is scored. */
const ofFeatures: ReadonlySet<Purpose> = new Set([
  "scoring" as const,
  ...Object.values(eventKinds).flatMap(({ purpose }) => purpose ?? []),
]);

/** What entries do to the features that may be read now. */
function changeOf(
  before: readonly ConsentFact[],
  added: readonly ConsentFact[],
  personId: string,
  now: number,
): "narrower" | "other" | null {
  const asOf = { at: now, knownAt: now, lawfulAt: now };
  const was = consentView(before, [personId], asOf);
  const is = consentView([...before, ...added], [personId], asOf);
  let change: "narrower" | "other" | null = null;
  for (const purpose of ofFeatures) {
    if (same(was[purpose], is[purpose])) continue;
    const less = !is[purpose].inForce || is[purpose].notBefore > was[purpose].notBefore;
    change = less || change === "narrower" ? "narrower" : "other";
  }
  return change;
}

function same(a: PurposeView, b: PurposeView): boolean {
  return a.inForce === b.inForce && a.notBefore === b.notBefore && a.until === b.until;
}

/** A precomputed vector, or a score made from what may no longer be used, is shown to nobody: a new one follows. */
async function forgetServed(sql: OrgSql, ctx: Context, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return;
  await sql.query("delete from lead_vector where org_id = $1 and lead_id = any($2::uuid[])", [
    ctx.orgId,
    leadIds,
  ]);
  // The version refuses a score that was under way.
  await sql.query(
    `update lead set score_state = 'none', score = null, grade = null, probability = null, top_reason = null,
                     version = version + 1
      where org_id = $1 and id = any($2::uuid[]) and score_state <> 'none'`,
    [ctx.orgId, leadIds],
  );
}

async function auditEntries(
  sql: OrgSql,
  ctx: Context,
  personId: string,
  entries: readonly LedgerEntry[],
  backfill: boolean,
): Promise<void> {
  // Loaded history has the ledger itself for a trail.
  if (backfill) return;
  for (const { id, purpose, status, channel } of entries) {
    await audit(sql, ctx, {
      action: status === "withdrawn" ? "consent.withdraw" : "consent.give",
      subjectType: "person",
      subjectId: personId,
      detail: { entryId: id, purpose, channel },
    });
  }
}

function said(status: LedgerEntry["status"]): "given" | "withdrawn" {
  return status === "withdrawn" ? "withdrawn" : "given";
}

import type { OrgSql } from "@leadlift/db/connect";
import { type ConsentFact, consentView, type PurposeView } from "@leadlift/scoring/features";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { forgetEnriched } from "../enrichment/forget-enriched.ts";
import { promiseEnrichment } from "../enrichment/promise.ts";
import { MovedMeanwhile, untilSettled } from "../event/moved-meanwhile.ts";
import { holdStates } from "../feature/held-states.ts";
import { consentFacts } from "../feature/load-consents.ts";
import { keptLeads } from "../lead/cluster.ts";
import { requirePermission } from "../permissions.ts";
import { tellWithdrawn } from "../webhook/tell-withdrawn.ts";
import { type CheckedEntry, consentEntryInput } from "./consent-entry.ts";
import { type DraftEntry, draftEntries } from "./draft-entries.ts";
import { forgetServed, leadsOfPersons, purposesOfFeatures } from "./forget-served.ts";
import { appendToLedger, type LedgerEntry, toFact } from "./ledger.ts";
import type { Purpose } from "./purposes.ts";
import { lockLedgers, repeatsOf } from "./repeats.ts";
import { consentSubject, personOf } from "./subject.ts";

export const mostEntries = 50;

export const recordConsentsInput = z.strictObject({
  subject: consentSubject,
  entries: z.array(consentEntryInput).min(1).max(mostEntries),
});

export interface RecordedConsents {
  personId: string;
  entries: {
    id: string;
    purpose: Purpose;
    status: "given" | "withdrawn";
    /** it stood there already, under this id */
    duplicate?: true;
  }[];
}

/**
 * Adds to a person's ledger, each entry once. A withdrawal takes effect with it: what features held of that purpose is
 * gone, and a score that knew it is no longer shown. Throws NOT_FOUND, BAD_INPUT for times that cannot be, CONFLICT for
 * another entry under an id that was taken.
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
  if (!backfill) await lockLedgers(sql, persons);
  const held = await holdStates(sql, ctx, await leadsOfPersons(sql, ctx, consents));
  const drafts = consents.map(({ personId, entries }) =>
    draftEntries(personId, entries, held.recordedAt, backfill),
  );
  const repeats = await repeatsOf(sql, ctx, backfill ? [] : drafts.flat());
  const added = drafts.map((of) => of.filter((draft) => !repeats.has(draft)));
  const before = await consentFacts(sql, ctx, persons);
  const written = await appendToLedger(sql, ctx, added.flat());
  // The same id was taken for another person meanwhile.
  if (written.size < added.flat().length) throw new MovedMeanwhile();

  const now = held.recordedAt.getTime();
  const changed = persons.flatMap((personId, index) => {
    const change = changeOf(before.get(personId) ?? [], (added[index] ?? []).map(toFact), personId, now);
    return change ? [{ personId, change }] : [];
  });
  for (const leadId of await leadsOfPersons(sql, ctx, changed)) held.refold(leadId);
  await followEnrichment(sql, ctx, added.flat(), backfill);
  const narrowed = changed.filter(({ change }) => change === "narrower");
  await forgetServed(sql, ctx, await keptLeads(sql, ctx, await leadsOfPersons(sql, ctx, narrowed)));
  if (changed.length > 0) await held.settle({ promiseScores: !backfill });
  // Loaded history has the ledger itself for a trail.
  if (!backfill) {
    await auditEntries(sql, ctx, added.flat());
    await tellWithdrawn(sql, ctx, added.flat());
  }
  return drafts.map((of) => of.map((draft) => answerOf(draft, repeats.get(draft))));
}

function answerOf({ id, purpose, status }: DraftEntry, repeated: string | undefined) {
  return repeated === undefined
    ? { id, purpose, status }
    : { id: repeated, purpose, status, duplicate: true as const };
}

/** Who withdraws from enrichment is no longer known by what others said; who agrees to it is asked about. */
async function followEnrichment(
  sql: OrgSql,
  ctx: Context,
  entries: readonly LedgerEntry[],
  backfill: boolean,
): Promise<void> {
  const saying = (said: "given" | "withdrawn") => [
    ...new Set(
      entries.flatMap(({ personId, purpose, status }) =>
        purpose === "enrichment" && status === said ? [personId] : [],
      ),
    ),
  ];
  await forgetEnriched(sql, ctx, saying("withdrawn"));
  if (!backfill) await promiseEnrichment(sql, ctx, { personIds: saying("given") });
}

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
  for (const purpose of purposesOfFeatures) {
    if (same(was[purpose], is[purpose])) continue;
    const less = !is[purpose].inForce || is[purpose].notBefore > was[purpose].notBefore;
    change = less || change === "narrower" ? "narrower" : "other";
  }
  return change;
}

function same(a: PurposeView, b: PurposeView): boolean {
  return a.inForce === b.inForce && a.notBefore === b.notBefore && a.until === b.until;
}

async function auditEntries(sql: OrgSql, ctx: Context, entries: readonly DraftEntry[]): Promise<void> {
  for (const { id, personId, purpose, status, channel } of entries) {
    await audit(sql, ctx, {
      action: status === "withdrawn" ? "consent.withdraw" : "consent.give",
      subjectType: "person",
      subjectId: personId,
      detail: { entryId: id, purpose, channel },
    });
  }
}

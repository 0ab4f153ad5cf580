import {
  consentsAsOf,
  featureRecord,
  profileAsOf,
  type RawRecord,
  vectorAsOf,
} from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { loadFacts } from "../feature/load-facts.ts";
import { featureSettings } from "../feature/settings.ts";
import { profileRecord } from "../lead/record.ts";
import { type LeadWriting, writingOf } from "../training/writing-order.ts";
import { LandmarkChoice, type LandmarkRule, landmarkOf, landmarksOf, type SettledLead } from "./landmark.ts";
import { type SettledLeadsOptions, settledLeads } from "./settled-leads.ts";

const batchSize = 500;
const dayMs = 86_400_000;

/** A row of training: a lead as it was known at `asOf`, and what became of it. */
export interface LabelledLead extends SettledLead {
  /** as scoring would have seen it then, as far as consents still allow */
  record: RawRecord;
  asOf: Date;
  /** whether the profile's values were written before the outcome */
  writing: LeadWriting;
}

/**
 * The leads whose label for the step is settled as of `options.asOf`, in id order, each as it was known at a moment
 * before it was decided. Memory stays flat; leads that may not be scored are left out.
 */
export async function* labelledLeads(
  ctx: Context,
  options: SettledLeadsOptions & { rule?: LandmarkRule },
): AsyncGenerator<LabelledLead, void, undefined> {
  const now = options.asOf.getTime();
  const landmarks = landmarksOf(options.rule ?? (await chooseLandmarks(ctx, options)));
  let batch: (SettledLead & { at: number })[] = [];
  for await (const lead of settledLeads(ctx, options)) {
    const at = landmarkOf(lead, landmarks, now);
    if (at !== null) batch.push({ ...lead, at });
    if (batch.length < batchSize) continue;
    yield* await asTheyWere(ctx, batch, options);
    batch = [];
  }
  options.signal?.throwIfAborted();
  yield* await asTheyWere(ctx, batch, options);
}

export async function chooseLandmarks(ctx: Context, options: SettledLeadsOptions): Promise<LandmarkRule> {
  const choice = new LandmarkChoice();
  for await (const lead of settledLeads(ctx, options)) choice.add(lead, options.asOf.getTime());
  return choice.rule;
}

async function asTheyWere(
  ctx: Context,
  leads: readonly (SettledLead & { at: number })[],
  { asOf: lawful, horizonDays }: SettledLeadsOptions,
): Promise<LabelledLead[]> {
  const lawfulAt = lawful.getTime();
  const settings = featureSettings(ctx.organisation);
  const facts = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    loadFacts(
      sql,
      ctx,
      leads.map(({ leadId }) => leadId),
    ),
  );
  return leads.flatMap(({ at, ...lead }) => {
    const known = facts.get(lead.leadId);
    if (!known) return [];
    const asOf = { at, knownAt: at, lawfulAt };
    const consents = consentsAsOf(known, asOf);
    if (!consents.scoring.inForce) return [];
    const record = {
      ...profileRecord(profileAsOf(known, at), consents),
      ...featureRecord(vectorAsOf(known, asOf, settings)),
    };
    const writing = writingOf(
      known.profiles,
      (profile) => profileRecord(profile, consents),
      at,
      decisionOf(lead, horizonDays),
    );
    return [{ ...lead, record, asOf: new Date(at), writing }];
  });
}

/** When the outcome was known, in ms; null: nobody knows. What never was decided was so when the horizon was over. */
function decisionOf(
  { enquiredAt, createdAt, decidedAt, untimed }: SettledLead,
  horizonDays: number,
): number | null {
  if (decidedAt) return decidedAt.getTime();
  return untimed ? null : (enquiredAt ?? createdAt).getTime() + horizonDays * dayMs;
}

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
import { LandmarkChoice, type Landmarks, landmarkOf, type SettledLead } from "./landmark.ts";
import { type SettledLeadsOptions, settledLeads } from "./settled-leads.ts";

const batchSize = 500;

/** A row of training: a lead as it was known at `asOf`, and what became of it. */
export interface LabelledLead extends SettledLead {
  /** as scoring would have seen it then, as far as consents still allow */
  record: RawRecord;
  asOf: Date;
}

/**
 * The leads whose label for the step is settled as of `options.asOf`, in id order, each as it was known at a moment
 * before it was decided. Memory stays flat; leads that may not be scored are left out.
 */
export async function* labelledLeads(
  ctx: Context,
  options: SettledLeadsOptions,
): AsyncGenerator<LabelledLead, void, undefined> {
  const now = options.asOf.getTime();
  const landmarks = await chooseLandmarks(ctx, options);
  let batch: (SettledLead & { at: number })[] = [];
  for await (const lead of settledLeads(ctx, options)) {
    const at = landmarkOf(lead, landmarks, now);
    if (at !== null) batch.push({ ...lead, at });
    if (batch.length < batchSize) continue;
    yield* await asTheyWere(ctx, batch, now);
    batch = [];
  }
  options.signal?.throwIfAborted();
  yield* await asTheyWere(ctx, batch, now);
}

export async function chooseLandmarks(ctx: Context, options: SettledLeadsOptions): Promise<Landmarks> {
  const choice = new LandmarkChoice();
  for await (const lead of settledLeads(ctx, options)) choice.add(lead, options.asOf.getTime());
  return choice.landmarks;
}

async function asTheyWere(
  ctx: Context,
  leads: readonly (SettledLead & { at: number })[],
  lawfulAt: number,
): Promise<LabelledLead[]> {
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
    return [{ ...lead, record, asOf: new Date(at) }];
  });
}

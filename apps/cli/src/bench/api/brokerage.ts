import { randomUUID } from "node:crypto";
import { trainModel } from "@leadlift/scoring/train";
import { createApiKey } from "@leadlift/services/api-key/create";
import { type Context, systemContext } from "@leadlift/services/context";
import { recordEvents } from "@leadlift/services/event/record";
import { leadRecord } from "@leadlift/services/feature/lead-record";
import { readVectors } from "@leadlift/services/feature/read-vectors";
import { createOrganisation } from "@leadlift/services/organisation/create";
import type { Platform } from "@leadlift/services/platform";
import { EventLoad } from "../event-load.ts";

/** Features of the model, as many as the peer's has, and its trees. */
export const features = 40;
export const trees = { rounds: 300, maxDepth: 6 };
const attributes = 24;
const trainingRows = 6_000;
const eventsPerLead = 4;
const leadsPerStatement = 2_000;
const eventsPerCall = 1_000;
const step = "visit_booked";
const horizonDays = 30;

export interface Brokerage {
  ctx: Context;
  leadIds: string[];
  key: string;
  /** names of the columns that the model reads */
  columns: string[];
}

/** An organisation with leads that did things, and a champion of a known size. */
export async function makeBrokerage(
  platform: Platform,
  leads: number,
  onStep: (step: string) => void,
): Promise<Brokerage> {
  const { orgId } = await createOrganisation(platform, { name: "Bench", slug: "bench" });
  const ctx = await systemContext(platform, orgId, "bench");
  onStep("Making leads");
  const leadIds = await makeLeads(ctx, leads);
  await happen(ctx, leadIds, onStep);
  onStep("Training a model");
  const columns = await makeChampion(ctx, leadIds);
  const scopes = ["score:read"] as const;
  const { key } = await createApiKey(ctx, {
    kind: "secret",
    name: "bench",
    scopes: [...scopes],
    perSecond: 100_000,
  });
  return { ctx, leadIds, key, columns };
}

async function makeLeads(ctx: Context, count: number): Promise<string[]> {
  const ids: string[] = [];
  const random = lehmer(7);
  while (ids.length < count) {
    const part = Array.from({ length: Math.min(leadsPerStatement, count - ids.length) }, () => {
      const personId = randomUUID();
      const cells = Array.from({ length: attributes }, (_, n) => [`a${n}`, normal(random)] as const);
      return {
        id: randomUUID(),
        personId,
        key: ctx.organisation.crypto.newPersonKey(personId).wrappedKey,
        attributes: JSON.stringify(Object.fromEntries(cells)),
      };
    });
    await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
      await sql.query(
        "insert into person (org_id, id, wrapped_key) select $1, * from unnest($2::uuid[], $3::bytea[])",
        [ctx.orgId, part.map(({ personId }) => personId), part.map(({ key }) => key)],
      );
      await sql.query(
        `insert into lead (org_id, id, person_id, source, city, enquired_at, attributes)
         select $1, id, person_id, 'portal', 'Pune', now() - interval '10 days', attributes
           from unnest($2::uuid[], $3::uuid[], $4::jsonb[]) as row(id, person_id, attributes)`,
        [
          ctx.orgId,
          part.map(({ id }) => id),
          part.map(({ personId }) => personId),
          part.map((one) => one.attributes),
        ],
      );
    });
    ids.push(...part.map(({ id }) => id));
  }
  return ids;
}

async function happen(
  ctx: Context,
  leadIds: readonly string[],
  onStep: (step: string) => void,
): Promise<void> {
  const load = new EventLoad(leadIds, 42);
  const all = leadIds.length * eventsPerLead;
  while (load.made < all) {
    const events = load.next(Math.min(eventsPerCall, all - load.made)).map((event) => ({
      ...Object(event),
      text: undefined,
    }));
    const { results } = await recordEvents(ctx, { events, source: "bench", backfill: true });
    const refused = results.find(({ status }) => status !== "recorded");
    if (refused) throw new Error(`An event was ${refused.status}: ${refused.message}`);
    onStep(
      `Recording what leads did: ${load.made.toLocaleString("en-IN")} of ${all.toLocaleString("en-IN")}`,
    );
  }
}

/** Learns from the leads as they stand; who booked is decided by what they said, as in the peer's data. */
async function makeChampion(ctx: Context, leadIds: readonly string[]): Promise<string[]> {
  const sample = leadIds.slice(0, trainingRows).map((id) => ({ id }));
  const vectors = await ctx.db.withOrgSql(ctx.orgId, (sql) => readVectors(sql, ctx, sample));
  const records = vectors.map(leadRecord);
  const varied = Object.keys(records[0] ?? {}).filter(
    (name) => new Set(records.map((record) => record[name])).size > 3,
  );
  const told = varied.filter((name) => /^a\d+$/.test(name));
  const names = [...told, ...varied.filter((name) => !told.includes(name))].slice(0, features);
  const random = lehmer(3);
  const labels = Uint8Array.from(records, (record) => {
    const cell = (name: string) => Number(record[name] ?? 0);
    const z = cell("a0") + cell("a1") * cell("a2") + Math.sin(3 * cell("a3")) - 1;
    return Number(1 / (1 + Math.exp(-z)) > random());
  });
  const table = { names, columns: names.map((name) => records.map((record) => record[name])), labels };
  const { onnx, manifest } = await trainModel(table, {
    target: { name: step, horizonDays },
    parameters: { ...trees, learningRate: 0.1 },
    keepFlagged: true,
    threads: 2,
  });
  if (manifest.schema.columns.length !== features) {
    throw new Error(`The model reads ${manifest.schema.columns.length} columns, not ${features}.`);
  }
  const [modelId, runId] = [randomUUID(), randomUUID()];
  const blob = await ctx.blobs.write(
    ctx.orgId,
    { purpose: "model", contentType: "application/octet-stream" },
    once(onnx),
    onnx.byteLength,
  );
  await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query(
      `insert into training_run (org_id, id, status, target_step, horizon_days, model_id) values ($1, $2, 'done', $3, $4, null)`,
      [ctx.orgId, runId, step, horizonDays],
    );
    await sql.query(
      `insert into model (org_id, id, version, target_step, horizon_days, role, training_run_id, onnx_blob_id, sha256,
                          manifest, report, promoted_at)
       values ($1, $2, 1, $3, $4, 'champion', $5, $6, $7, $8, '{}', now())`,
      [ctx.orgId, modelId, step, horizonDays, runId, blob.id, blob.sha256, JSON.stringify(manifest)],
    );
    await sql.query(
      "insert into score_base (org_id, target_step, horizon_days, probability, n) values ($1, $2, $3, $4, $5)",
      [ctx.orgId, step, horizonDays, manifest.base, records.length],
    );
  });
  return names;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function normal(random: () => number): number {
  return Math.round(Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * 1e4) / 1e4;
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

import { randomUUID } from "node:crypto";
import { createApiKey } from "@leadlift/services/api-key/create";
import { type Context, systemContext } from "@leadlift/services/context";
import { precomputeOrganisation } from "@leadlift/services/feature/precompute";
import { readVectors } from "@leadlift/services/feature/read-vectors";
import { requestPrecompute } from "@leadlift/services/feature/request-precompute";
import { createOrganisation } from "@leadlift/services/organisation/create";
import { EventLoad, eventSender } from "./event-load.ts";
import { ownInstallation } from "./own-installation.ts";
import { slope } from "./slope.ts";

export interface FeaturesOptions {
  leads: number;
  events: number;
  /** for single events, and for reading vectors */
  seconds: number;
}

/** What an installation with one API process does; events are accepted when the API has answered. */
export interface FeaturesResult {
  /** in posts of 500 over four connections */
  eventsPerSecond: number;
  /** one a post, over four connections */
  singleEventsPerSecond: number;
  vectorReadsPerSecond: number;
  precomputeRowsPerSecond: number;
  stateBytesPerLead: number;
  /** of what the API holds after collecting, once it has warmed up; null: too few events to tell */
  rssSlopeMbPerMillion: number | null;
}

const connections = 4;
const perPost = 500;
const perLap = 25_000;
const warmUp = 200_000;
const leadsPerStatement = 2_000;

export async function measureFeatures(
  options: FeaturesOptions,
  onStep: (step: string) => void,
): Promise<FeaturesResult> {
  const own = await ownInstallation(onStep);
  try {
    const { orgId } = await createOrganisation(own.platform, { name: "Bench", slug: "bench" });
    const ctx = await systemContext(own.platform, orgId, "bench");
    onStep("Making leads");
    const leadIds = await makeLeads(ctx, options.leads);
    const { key } = await createApiKey(ctx, { kind: "secret", name: "bench", scopes: ["events:write"] });
    const load = new EventLoad(leadIds, 42);
    const sender = eventSender(own.apiUrl, key, connections);
    try {
      const memory: { events: number; mb: number }[] = [];
      const sample = async () => memory.push({ events: load.made, mb: await own.apiMemory() });
      const events = await postAll(options.events, load, sender.send, onStep, sample);
      onStep("Posting single events");
      const single = await rate(options.seconds, () => sender.send(load.next(1)));
      onStep("Reading vectors");
      const reads = await rate(options.seconds, () => readOne(ctx, leadIds));
      onStep("Computing all vectors");
      return {
        eventsPerSecond: Math.round(events),
        singleEventsPerSecond: Math.round(single),
        vectorReadsPerSecond: Math.round(reads),
        precomputeRowsPerSecond: Math.round(await precompute(ctx, options.leads)),
        stateBytesPerLead: await stateBytes(ctx),
        rssSlopeMbPerMillion: slopeOf(memory, options.events),
      };
    } finally {
      sender.close();
    }
  } finally {
    await own.close();
  }
}

async function makeLeads(ctx: Context, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const part = Array.from({ length: Math.min(leadsPerStatement, count - ids.length) }, () => {
      const personId = randomUUID();
      return { id: randomUUID(), personId, key: ctx.organisation.crypto.newPersonKey(personId).wrappedKey };
    });
    await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
      await sql.query(
        "insert into person (org_id, id, wrapped_key) select $1, * from unnest($2::uuid[], $3::bytea[])",
        [ctx.orgId, part.map(({ personId }) => personId), part.map(({ key }) => key)],
      );
      await sql.query(
        `insert into lead (org_id, id, person_id, source, city, enquired_at)
         select $1, *, 'portal', 'Pune', now() - interval '10 days' from unnest($2::uuid[], $3::uuid[])`,
        [ctx.orgId, part.map(({ id }) => id), part.map(({ personId }) => personId)],
      );
    });
    ids.push(...part.map(({ id }) => id));
  }
  return ids;
}

/** Events a second. Between laps the clock stands still, and nothing is under way while memory is looked at. */
async function postAll(
  count: number,
  load: EventLoad,
  send: (events: readonly unknown[]) => Promise<void>,
  onStep: (step: string) => void,
  sample: () => Promise<unknown>,
): Promise<number> {
  let milliseconds = 0;
  while (load.made < count) {
    const end = Math.min(load.made + perLap, count);
    const post = async () => {
      while (load.made < end) await send(load.next(Math.min(perPost, end - load.made)));
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: connections }, post));
    milliseconds += performance.now() - started;
    await sample();
    onStep(`Posting events: ${load.made.toLocaleString("en-IN")} of ${count.toLocaleString("en-IN")}`);
  }
  return (count / milliseconds) * 1000;
}

/** How often a second the work is done by as many workers as there are connections. */
async function rate(seconds: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - started < seconds * 1000) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (done / (performance.now() - started)) * 1000;
}

async function readOne(ctx: Context, leadIds: readonly string[]): Promise<void> {
  const id = leadIds[Math.floor(Math.random() * leadIds.length)] ?? "";
  await ctx.db.withOrgSql(ctx.orgId, (sql) => readVectors(sql, ctx, [{ id }]));
}

/** Leads a second. */
async function precompute(ctx: Context, leads: number): Promise<number> {
  const asked = await requestPrecompute(ctx);
  const started = performance.now();
  await precomputeOrganisation(ctx, asked, { signal: new AbortController().signal });
  return (leads / (performance.now() - started)) * 1000;
}

async function stateBytes(ctx: Context): Promise<number> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ bytes: number }>(
      "select round(avg(octet_length(state::text)))::int as bytes from lead_state where org_id = $1 and version > 0",
      [ctx.orgId],
    ),
  );
  return rows[0]?.bytes ?? 0;
}

/** A fifth of the run warms up at least the caches; of a whole run, the first 200,000 events. */
function slopeOf(memory: readonly { events: number; mb: number }[], events: number): number | null {
  const warm = memory.filter((each) => each.events > Math.min(warmUp, events / 5));
  if (warm.length < 3) return null;
  return Number(slope(warm.map((each) => [each.events / 1e6, each.mb])).toFixed(1));
}

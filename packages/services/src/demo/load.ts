import { keyOf } from "@leadlift/scoring/features";
import { type SimulatedBrokerage, type SimulatedLead, simulateBrokerage } from "@leadlift/simulator";
import { createAccount } from "../auth/create-account.ts";
import { type Context, systemContext } from "../context.ts";
import { mostEvents } from "../event/record.ts";
import { refreshStatistics } from "../import/refresh-statistics.ts";
import { createOrganisation } from "../organisation/create.ts";
import type { Platform } from "../platform.ts";
import { demoOrganisationId, demoPassword } from "./accounts.ts";
import { demoAttributes } from "./attributes.ts";
import { type Cast, insertLeads } from "./insert-leads.ts";
import { loadConsents, publishNotices } from "./load-consents.ts";
import { loadCosts } from "./load-costs.ts";
import { loadDesks } from "./load-desks.ts";
import { loadCrawls, loadEvents } from "./load-events.ts";
import { loadListings } from "./load-listings.ts";
import { peopleOf } from "./people.ts";

const slug = "sabarmati-homes";
const seed = 42;
/** Transactions under way at once. */
const lanes = 2;

export interface DemoOptions {
  leads: number;
  /** About 40 when it is not said; up to 100. */
  eventsPerLead?: number;
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

export interface LoadedDemo {
  orgId: string;
  /** How many leads the sample has now. */
  leads: number;
  /** How many of them were added by this call. */
  loaded: number;
}

/**
 * Makes the sample brokerage, or what is missing of it: interrupted, it goes on after its last batch of leads; complete,
 * nothing changes. The simulation ends when the organisation was made, so that a repetition tells the same story.
 */
export async function loadDemo(platform: Platform, options: DemoOptions): Promise<LoadedDemo> {
  const orgId = demoOrganisationId;
  const { name } = simulateBrokerage({ seed, now: new Date(), leads: 0 });
  await createOrganisation(platform, { id: orgId, name, slug, sample: true });
  const ctx = await systemContext(platform, orgId, "demo");
  // Accounts and attributes come before the first lead.
  const there = await loadedBefore(ctx);
  if (there.size >= options.leads) return { orgId, leads: there.size, loaded: 0 };

  const madeAt = await ctx.db.withOrg(orgId, (tx) =>
    tx.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { createdAt: true } }),
  );
  const { leads: wanted } = options;
  const brokerage = demoBrokerage(madeAt.createdAt, options);

  const owners = new Map<string, string>();
  await Promise.all(
    brokerage.brokers.map(async ({ key, name: broker, email, role }) => {
      const account = { orgId, name: broker, email, role, password: demoPassword };
      owners.set(key, (await createAccount(platform, account)).userId);
    }),
  );
  await defineAttributes(ctx);
  await promiseReplies(ctx);
  await loadCosts(ctx, madeAt.createdAt);
  const notices = await publishNotices(ctx);
  const listings = await loadListings(ctx, brokerage.listings);
  // Before the leads, of which the last says that all is there; what came before is known by its ids.
  await loadCrawls(ctx, brokerage.crawls);

  const personOf = peopleOf(brokerage.leads);
  const cast: Cast = { owners, listings, personOf };
  let loaded = 0;
  const load = async (leads: readonly SimulatedLead[]) => {
    await ctx.db.withOrgSql(orgId, async (sql) => {
      const inserted = await insertLeads(sql, ctx.organisation, cast, leads);
      await loadEvents(sql, ctx, inserted);
      // A purpose that is withdrawn today would refuse what was seen while it was in force.
      await loadConsents(sql, ctx, inserted, notices);
    });
    loaded += leads.length;
    options.onProgress?.(Math.min(1, (there.size + loaded) / wanted));
  };
  await inLanes(batchesOf(brokerage.leads, there, personOf), load, options.signal);
  await refreshStatistics(ctx);
  if (there.size + loaded >= wanted) await loadDesks(platform, owners);
  return { orgId, leads: there.size + loaded, loaded };
}

/** The sample as it is told when the organisation was made at `now`. */
export function demoBrokerage(
  now: Date,
  { leads, eventsPerLead }: Pick<DemoOptions, "leads" | "eventsPerLead">,
): SimulatedBrokerage {
  return simulateBrokerage({ seed, now, leads, ...(eventsPerLead === undefined ? {} : { eventsPerLead }) });
}

/** A quarter of an hour: the best of the sample's brokers keep it about half the time. */
async function promiseReplies(ctx: Context): Promise<void> {
  await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.organisation.update({ where: { id: ctx.orgId }, data: { firstReplyMinutes: 15 } }),
  );
}

async function defineAttributes(ctx: Context): Promise<void> {
  await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.attribute.createMany({
      data: demoAttributes.map((attribute, position) => ({ ...attribute, orgId: ctx.orgId, position })),
      skipDuplicates: true,
    }),
  );
}

async function loadedBefore(ctx: Context): Promise<Set<string>> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ external_id: string }>(
      "select external_id from lead where org_id = $1 and external_id like 'SIM-%'",
      [ctx.orgId],
    ),
  );
  return new Set(rows.map((row) => row.external_id));
}

/** A person's enquiries are loaded in one lane, one batch after the other: no two make the same person. */
function laneOf(lead: SimulatedLead, personOf: Cast["personOf"]): number {
  const { phone, email } = personOf(lead);
  return keyOf(phone ?? email ?? "") % lanes;
}

/** No more leads at once than can have their events recorded by one call. */
function* batchesOf(
  leads: Iterable<SimulatedLead>,
  there: ReadonlySet<string>,
  personOf: Cast["personOf"],
): Generator<{ lane: number; leads: SimulatedLead[] }> {
  const waiting = Array.from({ length: lanes }, () => ({ leads: [] as SimulatedLead[], events: 0 }));
  for (const lead of leads) {
    if (there.has(lead.externalId)) continue;
    const lane = laneOf(lead, personOf);
    const room = waiting[lane];
    if (!room) continue;
    if (room.events + lead.events.length > mostEvents) {
      yield { lane, leads: room.leads.splice(0) };
      room.events = 0;
    }
    room.leads.push(lead);
    room.events += lead.events.length;
  }
  for (const [lane, { leads: left }] of waiting.entries()) if (left.length > 0) yield { lane, leads: left };
}

/** While one lane waits for the database, another prepares. The first failure ends the rest. */
async function inLanes(
  batches: Iterable<{ lane: number; leads: SimulatedLead[] }>,
  load: (leads: readonly SimulatedLead[]) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const busy = Array.from({ length: lanes }, () => Promise.resolve());
  const failures: unknown[] = [];
  for (const { lane, leads } of batches) {
    await busy[lane];
    if (signal?.aborted || failures.length > 0) break;
    busy[lane] = load(leads).catch((failure: unknown) => {
      failures.push(failure);
    });
  }
  await Promise.all(busy);
  if (failures.length > 0) throw failures[0];
}

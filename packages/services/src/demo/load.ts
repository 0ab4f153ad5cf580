import { type SimulatedLead, simulateBrokerage } from "@leadlift/simulator";
import { createAccount } from "../auth/create-account.ts";
import { type Context, systemContext } from "../context.ts";
import { refreshStatistics } from "../import/refresh-statistics.ts";
import { createOrganisation } from "../organisation/create.ts";
import type { Platform } from "../platform.ts";
import { demoOrganisationId, demoPassword } from "./accounts.ts";
import { demoAttributes } from "./attributes.ts";
import { insertLeads } from "./insert-leads.ts";
import { loadConsents, publishNotices } from "./load-consents.ts";
import { loadCrawls, loadEvents } from "./load-events.ts";
import { loadListings } from "./load-listings.ts";
import { peopleOf } from "./people.ts";

const slug = "sabarmati-homes";
const seed = 42;
const batch = 250;

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
  const { leads: wanted, eventsPerLead } = options;
  const brokerage = simulateBrokerage({
    seed,
    now: madeAt.createdAt,
    leads: wanted,
    ...(eventsPerLead === undefined ? {} : { eventsPerLead }),
  });

  const owners = new Map<string, string>();
  await Promise.all(
    brokerage.brokers.map(async ({ key, name: broker, email, role }) => {
      const account = { orgId, name: broker, email, role, password: demoPassword };
      owners.set(key, (await createAccount(platform, account)).userId);
    }),
  );
  await defineAttributes(ctx);
  const notices = await publishNotices(ctx);
  const listings = await loadListings(ctx, brokerage.listings);
  // Before the leads, of which the last says that all is there; what came before is known by its ids.
  await loadCrawls(ctx, brokerage.crawls);

  const personOf = peopleOf(brokerage.leads);
  let loaded = 0;
  for (const leads of batchesOf(brokerage.leads, there)) {
    if (options.signal?.aborted) break;
    await ctx.db.withOrgSql(orgId, async (sql) => {
      const inserted = await insertLeads(sql, ctx.organisation, { owners, listings, personOf }, leads);
      await loadEvents(sql, ctx, inserted);
      // A purpose that is withdrawn today would refuse what was seen while it was in force.
      await loadConsents(sql, ctx, inserted, notices);
    });
    loaded += leads.length;
    options.onProgress?.(Math.min(1, (there.size + loaded) / options.leads));
  }
  await refreshStatistics(ctx);
  return { orgId, leads: there.size + loaded, loaded };
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

function* batchesOf(leads: Iterable<SimulatedLead>, there: ReadonlySet<string>): Generator<SimulatedLead[]> {
  let next: SimulatedLead[] = [];
  for (const lead of leads) {
    if (there.has(lead.externalId)) continue;
    next.push(lead);
    if (next.length < batch) continue;
    yield next;
    next = [];
  }
  if (next.length > 0) yield next;
}

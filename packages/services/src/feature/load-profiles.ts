import type { OrgSql } from "@leadlift/db/connect";
import type { LeadFacts, LeadProfile } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { type LeadInputs, leadProfile, type StoredContact, type StoredListing } from "../lead/record.ts";
import { groupBy } from "./group-by.ts";

type Versions = LeadFacts["profiles"];

/** What of a profile is the lead's own; `until` null: as it stands now. */
interface Own extends Omit<LeadInputs, "contacts" | "listing" | "createdAt"> {
  leadId: string;
  listingId: string | null;
  until: Date | null;
}

interface Standing {
  leadId: string;
  personId: string;
  createdAt: Date;
}

interface Contact {
  personId: string;
  kind: StoredContact["kind"];
  /** null: known from the beginning */
  since: Date | null;
  /** oldest first, the ones it has now until null */
  traits: { until: Date | null; traits: StoredContact["traits"] }[];
}

interface Listing extends StoredListing {
  listingId: string;
  until: Date | null;
}

/** Every profile that each lead ever had, oldest first, the one it has now until Infinity. */
export async function loadProfiles(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Map<string, Versions>> {
  const { rows: standing } = await sql.query<Standing>(
    `select id as "leadId", person_id as "personId", created_at as "createdAt"
       from lead where org_id = $1 and id = any($2::uuid[])`,
    [ctx.orgId, leadIds],
  );
  const own = groupBy(await ownVersions(sql, ctx, leadIds), ({ leadId }) => leadId);
  const contacts = groupBy(
    await contactsOf(sql, ctx, [...new Set(standing.map(({ personId }) => personId))]),
    ({ personId }) => personId,
  );
  const listingIds = [...own.values()].flat().flatMap(({ listingId }) => listingId ?? []);
  const listings = groupBy(
    await listingVersions(sql, ctx, [...new Set(listingIds)]),
    (each) => each.listingId,
  );
  return new Map(
    standing.map((lead) => [
      lead.leadId,
      versions(lead, own.get(lead.leadId) ?? [], contacts.get(lead.personId) ?? [], listings),
    ]),
  );
}

function versions(
  lead: Standing,
  own: readonly Own[],
  contacts: readonly Contact[],
  listings: ReadonlyMap<string, readonly Listing[]>,
): Versions {
  const ends = new Set<number>([Number.POSITIVE_INFINITY]);
  for (const { until, listingId } of own) {
    ends.add(timeOf(until));
    for (const listing of listings.get(listingId ?? "") ?? []) ends.add(timeOf(listing.until));
  }
  for (const { since, traits } of contacts) {
    if (since) ends.add(since.getTime());
    for (const { until } of traits) ends.add(timeOf(until));
  }
  return [...ends]
    .sort((a, b) => a - b)
    .flatMap((until): { until: number; profile: LeadProfile }[] => {
      const mine = standingUntil(own, until);
      if (!mine) return [];
      return [
        {
          until,
          profile: leadProfile({
            ...mine,
            createdAt: lead.createdAt,
            contacts: contacts
              .filter(({ since }) => since === null || since.getTime() < until)
              .map(({ kind, traits }) => ({ kind, traits: standingUntil(traits, until)?.traits ?? {} })),
            listing: standingUntil(listings.get(mine.listingId ?? "") ?? [], until) ?? null,
          }),
        },
      ];
    });
}

/** The version that stood just before a time; they come oldest first. */
function standingUntil<Version extends { until: Date | null }>(
  all: readonly Version[],
  until: number,
): Version | undefined {
  return all.find((each) => timeOf(each.until) >= until);
}

function timeOf(until: Date | null): number {
  return until?.getTime() ?? Number.POSITIVE_INFINITY;
}

async function ownVersions(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  leadIds: readonly string[],
): Promise<Own[]> {
  const columns = `kind, source, city, budget_min_paise as "budgetMinPaise", budget_max_paise as "budgetMaxPaise", attributes,
                   enquired_at as "enquiredAt", listing_id as "listingId"`;
  const { rows } = await sql.query<Own>(
    `select lead_id as "leadId", replaced_at as until, ${columns}
       from lead_past where org_id = $1 and lead_id = any($2::uuid[])
      union all
     select id, null, ${columns} from lead where org_id = $1 and id = any($2::uuid[])
      order by until nulls last`,
    [ctx.orgId, leadIds],
  );
  return rows;
}

async function contactsOf(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  personIds: readonly string[],
): Promise<Contact[]> {
  const { rows } = await sql.query<Omit<Contact, "traits"> & StoredContact & { id: string }>(
    `select c.id, c.person_id as "personId", c.kind, c.traits,
            case when c.created_at > p.created_at then c.created_at end as since
       from contact_point c join person p on p.org_id = c.org_id and p.id = c.person_id
      where c.org_id = $1 and c.person_id = any($2::uuid[]) order by c.created_at, c.id`,
    [ctx.orgId, personIds],
  );
  const { rows: past } = await sql.query<Contact["traits"][number] & { contactId: string }>(
    `select contact_id as "contactId", replaced_at as until, traits from contact_past
      where org_id = $1 and contact_id = any($2::uuid[]) order by replaced_at, id`,
    [ctx.orgId, rows.map(({ id }) => id)],
  );
  const before = groupBy(past, ({ contactId }) => contactId);
  return rows.map(({ id, personId, kind, since, traits }) => ({
    personId,
    kind,
    since,
    traits: [...(before.get(id) ?? []), { until: null, traits }],
  }));
}

async function listingVersions(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  listingIds: readonly string[],
): Promise<Listing[]> {
  if (listingIds.length === 0) return [];
  const columns = `project, type, price_min_paise as "priceMinPaise", price_max_paise as "priceMaxPaise", city, locality, status`;
  const { rows } = await sql.query<Listing>(
    `select listing_id as "listingId", replaced_at as until, ${columns}
       from listing_past where org_id = $1 and listing_id = any($2::uuid[])
      union all
     select id, null, ${columns} from listing where org_id = $1 and id = any($2::uuid[])
      order by until nulls last`,
    [ctx.orgId, listingIds],
  );
  return rows;
}

import type {
  ConsentView,
  ContactTraits,
  LeadProfile,
  ListingFacts,
  RawRecord,
  RawValue,
} from "@leadlift/scoring/features";

type Paise = bigint | number | string | null;

/** What of a lead a model may learn from and score by, besides what happened. */
export interface LeadInputs {
  kind: string;
  source: string | null;
  city: string | null;
  /** integer paise; drivers give bigint as text */
  budgetMinPaise: Paise;
  budgetMaxPaise: Paise;
  enquiredAt: Date | null;
  createdAt: Date;
  contacts: readonly StoredContact[];
  listing: StoredListing | null;
  /** typed values by attribute key, as stored */
  attributes: unknown;
}

export interface StoredContact {
  kind: "phone" | "email";
  traits: ContactTraits;
}

export interface StoredListing extends Omit<ListingFacts, "priceMin" | "priceMax"> {
  priceMinPaise: Paise;
  priceMaxPaise: Paise;
}

/** The record's own names; no attribute may have one of them as its key. */
export const recordFields = [
  "kind",
  "source",
  "city",
  "budget_min",
  "budget_max",
  "has_phone",
  "has_email",
] as const;

/** What an enrichment brought is kept under this prefix, and is missing without the consent for it. */
const enriched = "enriched.";

/** Columns of LeadInputs in SQL, from a `lead` called l. */
export const leadInputsSql = `
  l.kind, l.source, l.city, l.budget_min_paise as "budgetMinPaise", l.budget_max_paise as "budgetMaxPaise", l.attributes,
  l.enquired_at as "enquiredAt", l.created_at as "createdAt",
  (select coalesce(jsonb_agg(jsonb_build_object('kind', c.kind, 'traits', c.traits) order by c.created_at, c.id), '[]')
     from contact_point c where c.org_id = l.org_id and c.person_id = l.person_id) as contacts,
  (select jsonb_build_object('project', g.project, 'type', g.type, 'priceMinPaise', g.price_min_paise,
                             'priceMaxPaise', g.price_max_paise, 'city', g.city, 'locality', g.locality, 'status', g.status)
     from listing g where g.org_id = l.org_id and g.id = l.listing_id) as listing`;

/** The lead as features see it; money in rupees, times in ms since 1970. */
export function leadProfile(lead: LeadInputs): LeadProfile {
  return {
    kind: lead.kind,
    source: lead.source,
    city: lead.city,
    budgetMin: rupees(lead.budgetMinPaise),
    budgetMax: rupees(lead.budgetMaxPaise),
    enquiredAt: lead.enquiredAt?.getTime() ?? null,
    createdAt: lead.createdAt.getTime(),
    contacts: lead.contacts,
    listing: lead.listing && listingFacts(lead.listing),
    attributes: plainValues(lead.attributes),
  };
}

function listingFacts({ priceMinPaise, priceMaxPaise, ...listing }: StoredListing): ListingFacts {
  return { ...listing, priceMin: rupees(priceMinPaise), priceMax: rupees(priceMaxPaise) };
}

/**
 * The profile's part of a lead's record, for training and scoring alike, as far as consents allow; empty where scoring
 * is not in force. Never its outcome, status, step, owner or score.
 */
export function profileRecord(profile: LeadProfile, consents: ConsentView): RawRecord {
  if (!consents.scoring.inForce) return {};
  const has = (kind: "phone" | "email") => profile.contacts.some((contact) => contact.kind === kind);
  const attributes = Object.entries(profile.attributes).filter(
    ([key]) => consents.enrichment.inForce || !key.startsWith(enriched),
  );
  return {
    ...Object.fromEntries(attributes),
    kind: profile.kind,
    source: profile.source,
    city: profile.city,
    budget_min: profile.budgetMin,
    budget_max: profile.budgetMax,
    has_phone: has("phone"),
    has_email: has("email"),
  };
}

function rupees(paise: Paise): number | null {
  return paise === null ? null : Number(paise) / 100;
}

/** The values of a JSON object that a model can read; anything nested is left out. */
export function plainValues(attributes: unknown): Record<string, string | number | boolean | null> {
  if (typeof attributes !== "object" || attributes === null || Array.isArray(attributes)) return {};
  return Object.fromEntries(Object.entries(attributes).filter(isPlain));
}

function isPlain(entry: [string, RawValue | object]): entry is [string, string | number | boolean | null] {
  return entry[1] === null || ["string", "number", "boolean"].includes(typeof entry[1]);
}

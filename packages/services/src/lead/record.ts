import type { RawRecord, RawValue } from "@leadlift/scoring/features";

/** What of a lead a model may learn from and score by. */
export interface LeadInputs {
  kind: string;
  source: string | null;
  city: string | null;
  /** integer paise; drivers give bigint as text */
  budgetMinPaise: bigint | number | string | null;
  budgetMaxPaise: bigint | number | string | null;
  hasPhone: boolean;
  hasEmail: boolean;
  /** typed values by attribute key, as stored */
  attributes: unknown;
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

/** Columns of LeadInputs in SQL, from a `lead` called l. */
export const leadInputsSql = `
  l.kind, l.source, l.city, l.budget_min_paise as "budgetMinPaise", l.budget_max_paise as "budgetMaxPaise", l.attributes,
  exists (select from contact_point c where c.org_id = l.org_id and c.person_id = l.person_id and c.kind = 'phone') as "hasPhone",
  exists (select from contact_point c where c.org_id = l.org_id and c.person_id = l.person_id and c.kind = 'email') as "hasEmail"`;

/**
 * The one record of a lead, for training and scoring alike: its profile and attributes, money in rupees.
 * Never its outcome, status, step, owner or score.
 */
export function leadRecord(lead: LeadInputs): RawRecord {
  return {
    ...plainValues(lead.attributes),
    kind: lead.kind,
    source: lead.source,
    city: lead.city,
    budget_min: rupees(lead.budgetMinPaise),
    budget_max: rupees(lead.budgetMaxPaise),
    has_phone: lead.hasPhone,
    has_email: lead.hasEmail,
  };
}

function rupees(paise: bigint | number | string | null): number | null {
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

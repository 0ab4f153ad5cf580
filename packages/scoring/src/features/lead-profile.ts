/** What of a lead is told and not done. */
export interface LeadProfile {
  kind: string;
  source: string | null;
  city: string | null;
  /** Rupees. */
  budgetMin: number | null;
  budgetMax: number | null;
  /** In ms since 1970, as createdAt. */
  enquiredAt: number | null;
  createdAt: number;
  contacts: readonly { kind: "phone" | "email"; traits: ContactTraits }[];
  listing: ListingFacts | null;
  attributes: Readonly<Record<string, string | number | boolean | null>>;
}

/** What can be told of a phone number or an e-mail address without keeping it; empty: nothing was looked at. */
export interface ContactTraits {
  domain?: "free" | "company" | "education" | "government";
  line?: "mobile" | "fixed";
  abroad?: boolean;
  /** How well name and address agree, 0 to 1. */
  agrees?: number;
}

export interface ListingFacts {
  project: string | null;
  type: string | null;
  /** Rupees. */
  priceMin: number | null;
  priceMax: number | null;
  city: string | null;
  locality: string | null;
  status: string;
}

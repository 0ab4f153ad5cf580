import { type ColumnProfile, isMissing, profileColumn } from "@leadlift/scoring/features";
import { attributeKey } from "../../attribute/key.ts";
import type { listingStatuses } from "../../listing/listing-input.ts";
import { rejectHeaders } from "../mapping.ts";
import { headerMatcher } from "../match-header.ts";
import { countValues, isEmail, isPhone, type SampledColumn, share } from "../propose-mapping.ts";
import { readBudget } from "../read-cell.ts";
import type { ListingField, ListingMapping, ListingTarget } from "./mapping.ts";

export interface ListingProposal {
  mapping: ListingMapping;
  /** 0 to 1, by column */
  confidence: number[];
  profiles: ColumnProfile[];
}

export type ListingStatus = (typeof listingStatuses)[number];

export const mostDetails = 100;
const statusValuesMost = 200;
const judged = 500;

const words: Readonly<Record<ListingField, string>> = {
  externalId: `listingid propertyid unitid inventoryid listingcode propertycode unitcode projectid listingno propertyno
    unitno unitnumber flatno referenceno refno reference externalid code id uid uuid`,
  project:
    "project projectname propertyname listingname building society tower buildername developmentname title name",
  type: "propertytype unittype listingtype configuration config bhk bedroomtype type category typology",
  price: "price pricerange askingprice sellingprice totalprice listprice amount cost rent monthlyrent",
  priceMin: "pricemin minprice pricefrom minimumprice startingprice pricestartsfrom budgetmin",
  priceMax: "pricemax maxprice priceto priceupto maximumprice budgetmax",
  city: "city town cityname",
  locality: "locality area location micromarket neighbourhood neighborhood sublocality sector address",
  status: "status availability availabilitystatus listingstatus unitstatus inventorystatus saleablestatus",
};
const matchListingHeader = headerMatcher(words);

/** Proposes what every column of a file of listings means. Everything else is a detail of the listing. */
export function proposeListingMapping(columns: readonly SampledColumn[]): ListingProposal {
  const profiles = columns.map(({ header, values }) => profileColumn(header, values));
  const fields = proposeFields(columns);
  const taken = new Set<string>();
  const mapped = columns.map(({ header }, column) => {
    const { dateFormats, decimal, kind = "empty" } = profiles[column] ?? {};
    const field = fields[column]?.field;
    const target: ListingTarget = field ? { to: "field", field } : detailOf(header, kind, taken);
    if (target.to === "attribute") taken.add(target.key);
    return { column, header, target, ...(dateFormats && { dateFormats }), ...(decimal && { decimal }) };
  });
  const statusColumn = columns[fields.findIndex((each) => each?.field === "status")];
  const statuses = countValues(statusColumn?.values ?? []).slice(0, statusValuesMost);
  return {
    mapping: {
      columns: mapped,
      statuses: Object.fromEntries(statuses.map(({ value }) => [value, proposeStatus(value)])),
    },
    confidence: columns.map((_, column) => fields[column]?.confidence ?? 0.9),
    profiles,
  };
}

/** Whether the columns are those of listings: an id, a price or a kind of flat, and nobody who could be called. */
export function looksLikeListings(columns: readonly SampledColumn[]): boolean {
  const contact = columns.some(({ values }) => {
    const known = knownOf(values);
    return (
      known.length > 0 &&
      share(known, (value) => isEmail(value) || (/^\s*'?\+/.test(value) && isPhone(value))) > 0.3
    );
  });
  const headers = columns.map(({ header }) => header.toLowerCase());
  if (contact || headers.some((header) => /phone|mobile|e-?mail|customer|lead|prospect|enquir/.test(header)))
    return false;
  const { mapping } = proposeListingMapping(columns);
  const has = (field: ListingField) =>
    mapping.columns.some(({ target }) => target.to === "field" && target.field === field);
  const named = headers.some((header) =>
    /listing|property|project|unit|inventory|bhk|carpet|possession|rera/.test(header),
  );
  return named && has("externalId") && (has("price") || has("priceMin") || has("priceMax") || has("type"));
}

function detailOf(header: string, kind: ColumnProfile["kind"], taken: ReadonlySet<string>): ListingTarget {
  if (kind === "empty" || taken.size >= mostDetails || rejectHeaders.some((added) => added === header))
    return { to: "leave" };
  return { to: "attribute", key: attributeKey(header, taken), label: header.slice(0, 200) || "Column", kind };
}

interface FieldProposal {
  field: ListingField;
  confidence: number;
  rank: number;
}

function proposeFields(columns: readonly SampledColumn[]): (FieldProposal | null)[] {
  const proposals = columns.map(proposeField);
  const best = new Map<ListingField, FieldProposal>();
  for (const proposal of proposals) {
    const rival = proposal && best.get(proposal.field);
    if (proposal && (!rival || proposal.rank < rival.rank)) best.set(proposal.field, proposal);
  }
  return proposals.map((each) => (each && best.get(each.field) === each ? each : null));
}

function proposeField({ header, values }: SampledColumn): FieldProposal | null {
  const match = matchListingHeader(header);
  if (!match) return null;
  const { field, rank } = match;
  const known = knownOf(values);
  if (known.length === 0) return { field, rank, confidence: 0.5 };
  if (field === "externalId" && new Set(known).size < known.length / 2) return null;
  if (field.startsWith("price") && share(known, (value) => readBudget(value) !== null) < 0.5) return null;
  return { field, rank, confidence: 0.95 };
}

/** What a value of a status column means. */
export function proposeStatus(value: string): ListingStatus {
  const text = value.toLowerCase();
  if (/withdrawn|inactive|off market|delisted|expired|cancel|removed|closed/.test(text)) return "withdrawn";
  if (/unsold|unbooked|not (sold|booked)/.test(text)) return "available";
  if (/sold|registered|rented|leased|let out/.test(text)) return "sold";
  return /book|block|hold|token|reserved|under offer/.test(text) ? "booked" : "available";
}

function knownOf(values: readonly string[]): string[] {
  return values.filter((value) => !isMissing(value)).slice(0, judged);
}

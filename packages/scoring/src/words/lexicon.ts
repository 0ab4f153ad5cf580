import { lexiconKey } from "./column-label.ts";
import type { Entry } from "./entry.ts";
import { countOf, formatDays, formatMinutes, formatNumber, formatRupees } from "./format-value.ts";
import { entryFor, number, text, worded, yesNo } from "./say.ts";

const rupees = (factor: number): Entry["say"] => number((value) => formatRupees(value * factor));
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
const counted = (prefix: string, one: string, many?: string, suffix = ""): Entry["say"] =>
  number((value) => capital(`${prefix}${countOf(value, one, many)}${suffix}`));

function onSite(label: string, minutesPerUnit: number): Entry {
  const minutes = (value: number) => formatMinutes(value * minutesPerUnit);
  return entryFor(
    label,
    number((v) => (v === 0 ? "Spent no time on the site" : `Spent ${minutes(v)} on the site`)),
    { show: number(minutes), unknown: "Browsing on the site not known" },
  );
}

function money(label: string, factor: number): Entry {
  return entryFor(
    label,
    number((value) => `${label} ${formatRupees(value * factor)}`),
    { show: rupees(factor) },
  );
}

const loan: Readonly<Record<string, string>> = {
  approved: "Loan approved",
  sanctioned: "Loan sanctioned",
  applied: "Has applied for a loan",
  rejected: "Loan rejected",
  "not applied": "Has not applied for a loan",
  "not asked": "Has not asked for a loan",
  "not needed": "Needs no loan",
  yes: "Has a loan",
  no: "Has no loan",
};
const purposes: Readonly<Record<string, string>> = {
  "self use": "Buying for self use",
  investment: "Buying as an investment",
};
const employers: Readonly<Record<string, string>> = {
  private: "Works in a private company",
  government: "Works for the government",
  business: "Runs a business",
  professional: "A self-employed professional",
  retired: "Retired",
};
const kinds: Readonly<Record<string, string>> = {
  buyer: "Wants to buy",
  seller: "Wants to sell",
  tenant: "Looks for a home to rent",
  landlord: "Has a home to let",
};
const source = entryFor(
  "Source",
  text((v) => {
    if (/^(walk[ -]?in)$/i.test(v)) return "Walked in";
    if (/^referr?als?( sites?)?$|^reference$|^word of mouth$/i.test(v)) return `Came by ${v.toLowerCase()}`;
    return `Came from ${v}`;
  }),
);
const visits = entryFor("Visits to the site", counted("", "visit", "visits", " to the site"));
const city = entryFor(
  "City",
  text((v) => `From ${v}`),
);
const bedrooms = entryFor(
  "Bedrooms",
  number((v) => `Wants ${formatNumber(v)} BHK`),
);
const propertyType = entryFor(
  "Property type",
  text((v) => `Wants: ${v}`),
);
const silent = entryFor(
  "Days since last activity",
  number((v) => {
    if (v < 1) return "Active within the last day";
    return v < 3 ? `Last active ${formatDays(v)} ago` : `Silent for ${formatDays(v)}`;
  }),
  { show: number(formatDays), unknown: "Last activity not known" },
);
const budgetMax = money("Budget", 1);

/** Keys as `lexiconKey` makes them; money in rupees unless the name says otherwise. */
export const englishEntries: ReadonlyMap<string, Entry> = new Map(
  Object.entries({
    time_on_site_minutes: onSite("Time on site", 1),
    "Total Time Spent on Website": onSite("Time on site", 1 / 60),
    time_on_site: onSite("Time on site", 1 / 60),
    site_seconds: onSite("Time on site", 1 / 60),
    pages_viewed: entryFor(
      "Pages viewed",
      number((v) => `Viewed ${countOf(v, "page")} on the site`),
    ),
    page_views: entryFor(
      "Pages viewed",
      number((v) => `Viewed ${countOf(v, "page")} on the site`),
    ),
    "Page Views Per Visit": entryFor(
      "Pages per visit",
      number((v) => `Views ${formatNumber(v)} pages a visit`),
    ),
    TotalVisits: visits,
    visits,
    site_visits: visits,
    listing_views_7d: entryFor(
      "Listings viewed in 7 days",
      number((v) => `Viewed ${countOf(v, "listing")} in 7 days`),
    ),
    listing_views: entryFor(
      "Listings viewed",
      number((v) => `Viewed ${countOf(v, "listing")}`),
    ),
    repeat_listing_views: entryFor(
      "Listings viewed again",
      number((v) => (v === 0 ? "Came back to no listing" : `Came back to a listing ${times(v)}`)),
    ),
    searches: entryFor(
      "Searches on the site",
      number((v) => (v === 0 ? "Has not searched on the site" : `Searched on the site ${times(v)}`)),
    ),
    brochure_downloads: entryFor(
      "Brochures downloaded",
      number((v) => (v === 0 ? "Downloaded no brochure" : `Downloaded ${countOf(v, "brochure")}`)),
    ),
    whatsapp_replies: entryFor(
      "WhatsApp replies",
      number((v) => (v === 0 ? "Has not replied on WhatsApp" : `Replied on WhatsApp ${times(v)}`)),
      { unknown: "No WhatsApp conversation" },
    ),
    calls_tried: entryFor(
      "Calls tried",
      number((v) => (v === 0 ? "Not called yet" : `Called ${times(v)}`)),
      {
        unknown: "No calls with this lead yet",
      },
    ),
    calls_answered: entryFor(
      "Calls answered",
      number((v) => (v === 0 ? "Answered no call" : `Answered ${countOf(v, "call")}`)),
      { unknown: "No calls with this lead yet" },
    ),
    inbound_calls: entryFor(
      "Calls made to us",
      number((v) => (v === 0 ? "Has not called us" : `Called us ${times(v)}`)),
      { unknown: "Whether they called us is not known" },
    ),
    days_since_last_activity: silent,
    asked_price_lakh: entryFor(
      "Price asked for",
      number((v) => `Asked about a ${formatRupees(v * 100_000)} home`),
      { show: rupees(100_000), unknown: "No particular home asked for" },
    ),
    budget_gap_percent: entryFor(
      "Budget against price",
      number((v) =>
        v === 0
          ? "Budget equals the price"
          : `Budget ${formatNumber(Math.abs(v))} % ${v < 0 ? "below" : "above"} the price`,
      ),
      { show: number((v) => `${formatNumber(v)} %`), unknown: "Budget against price not known" },
    ),
    budget: budgetMax,
    budget_max: budgetMax,
    budget_min: money("Budget at least", 1),
    budget_max_paise: money("Budget", 1 / 100),
    budget_min_paise: money("Budget at least", 1 / 100),
    budget_lakh: money("Budget", 100_000),
    income: money("Income", 1),
    loan_status: entryFor(
      "Loan",
      worded(loan, (v) => `Loan: ${v}`),
      { unknown: "Loan status not known" },
    ),
    move_in: entryFor(
      "Moving in",
      text((v) => (v.toLowerCase() === "later" ? "Wants to move in later" : `Wants to move in within ${v}`)),
      { unknown: "Move-in date not known" },
    ),
    purpose: entryFor(
      "Purpose",
      worded(purposes, (v) => `Purpose: ${v}`),
    ),
    employer_type: entryFor(
      "Work",
      worded(employers, (v) => `Work: ${v}`),
    ),
    preferred_language: entryFor(
      "Language",
      text((v) => `Prefers ${v}`),
    ),
    nri: entryFor("NRI", yesNo("Lives abroad (NRI)", "Lives in India"), {
      unknown: "Whether NRI is not known",
    }),
    first_home: entryFor("First home", yesNo("Buying a first home", "Has owned a home before"), {
      unknown: "Whether it is a first home is not known",
    }),
    commute_km: entryFor(
      "Commute",
      number((v) => `Commutes ${formatNumber(v)} km`),
      {
        show: number((v) => `${formatNumber(v)} km`),
      },
    ),
    has_email: entryFor("E-mail", yesNo("Gave an e-mail address", "Gave no e-mail address")),
    has_phone: entryFor("Phone", yesNo("Gave a phone number", "Gave no phone number")),
    source,
    lead_source: source,
    city,
    kind: entryFor(
      "Enquiry",
      worded(kinds, (v) => `Enquiry: ${v}`),
    ),
    locality: entryFor(
      "Locality",
      text((v) => `Looks in ${v}`),
    ),
    project: entryFor(
      "Project",
      text((v) => `Asked about ${v}`),
      { unknown: "No project named" },
    ),
    property_type: propertyType,
    bedrooms,
    bhk: bedrooms,
    lead_origin: entryFor(
      "How it came in",
      text((v) => `Came in by ${v}`),
    ),
    last_activity: entryFor(
      "Last activity",
      text((v) => `Last activity: ${v}`),
    ),
    "What is your current occupation": entryFor(
      "Occupation",
      text((v) => `Occupation: ${v}`),
    ),
    occupation: entryFor(
      "Occupation",
      text((v) => `Occupation: ${v}`),
    ),
    specialization: entryFor(
      "Specialization",
      text((v) => `Specialization: ${v}`),
    ),
    country: entryFor(
      "Country",
      text((v) => `From ${v}`),
    ),
    do_not_email: entryFor("E-mail opt-out", yesNo("Asked for no e-mails", "Has not opted out of e-mails")),
    do_not_call: entryFor("Call opt-out", yesNo("Asked for no calls", "Has not opted out of calls")),
    emails_opened: entryFor(
      "E-mails opened",
      number((v) => `Opened ${countOf(v, "e-mail")}`),
    ),
    age: entryFor(
      "Age",
      number((v) => `${formatNumber(v)} years old`),
    ),
  } satisfies Record<string, Entry>).map(([name, entry]) => [lexiconKey(name), entry]),
);

function times(value: number): string {
  if (value === 1) return "once";
  return value === 2 ? "twice" : `${formatNumber(value)} times`;
}

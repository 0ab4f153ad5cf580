import { attributeOf, textOf } from "./attribute.ts";
import { cityTier } from "./city-tier.ts";
import { companyMaturity, companyNames, titleNames } from "./company.ts";
import { type FeatureGroup, feature, type ReadInput } from "./definition.ts";
import { authorityOf } from "./job-title.ts";
import type { ContactTraits } from "./lead-profile.ts";

export const person: Pick<FeatureGroup<null>, "name" | "features"> = {
  name: "person",
  features: [
    feature({
      name: "decision_maker_probability",
      words: {
        label: "Decides",
        known: "Decides with a probability of {value}, by job title",
        missing: "Job title not known",
      },
      unit: "share",
      actionable: true,
      value(_, input) {
        const title = textOf(input, titleNames);
        return title === null ? Number.NaN : authorityOf(title);
      },
    }),
    feature({
      name: "company_maturity_score",
      words: {
        label: "Company",
        known: "Company established {value} of 100",
        zero: "A very young or small company",
        missing: "Company not known",
      },
      unit: "points",
      value: (_, input) => companyMaturity(input),
    }),
    feature({
      name: "free_mail",
      words: {
        label: "E-mail address",
        known: "Writes from a private address",
        zero: "Writes from an address at work",
        missing: "E-mail address not known",
      },
      unit: "flag",
      value(_, input) {
        const domains = traitsOf(input, "email").flatMap(({ domain }) => domain ?? []);
        return domains.length === 0 ? Number.NaN : Number(domains.every((domain) => domain === "free"));
      },
    }),
    feature({
      name: "phone_valid",
      words: {
        label: "Phone number",
        known: "Phone number is valid",
        zero: "Phone number cannot be right",
        missing: "Phone number not known",
      },
      unit: "flag",
      actionable: true,
      value(_, input) {
        const looked = traitsOf(input, "phone").filter((traits) => Object.keys(traits).length > 0);
        return looked.length === 0 ? Number.NaN : Number(looked.some(({ line }) => line !== undefined));
      },
    }),
    feature({
      name: "name_email_agreement",
      words: {
        label: "Name and e-mail address",
        known: "Name and e-mail address agree by {value}",
        one: "Name and e-mail address agree",
        zero: "Name and e-mail address do not agree",
        missing: "E-mail address not known",
      },
      unit: "share",
      value(_, input) {
        const agreements = traitsOf(input, "email").flatMap(({ agrees }) => agrees ?? []);
        return agreements.length === 0 ? Number.NaN : Math.max(...agreements);
      },
    }),
    feature({
      name: "city_tier",
      words: {
        label: "Tier of the city",
        known: "From a tier {value} city",
        missing: "City not known, or abroad",
      },
      unit: "count",
      value: (_, { profile }) => cityTier(profile.city),
    }),
    feature({
      name: "profile_completeness",
      words: {
        label: "Profile",
        known: "{value} of the profile is filled in",
        zero: "Nothing of the profile is filled in",
        missing: "Profile not known",
      },
      unit: "share",
      actionable: true,
      value: (_, input) => completeness(input),
    }),
    feature({
      name: "network_profile_completeness",
      words: {
        label: "Profile on a professional network",
        known: "{value} of the network profile is filled in",
        one: "Network profile is complete",
        zero: "Network profile is empty",
        missing: "No network profile known",
      },
      unit: "share",
      value(_, input) {
        const answer = attributeOf(input, networkNames);
        const given = answer === null ? Number.NaN : Number.parseFloat(String(answer));
        if (!(given >= 0 && given <= 100)) return Number.NaN;
        return given > 1 || String(answer).includes("%") ? given / 100 : given;
      },
    }),
  ],
};

const networkNames = [
  "linkedincompleteness",
  "linkedinprofilecompleteness",
  "networkcompleteness",
  "socialprofilecompleteness",
];
/** What brokers ask for, by the names it goes under; each answer counts alike. */
const asked: readonly (readonly string[])[] = [
  titleNames,
  [...companyNames, "employertype"],
  ["loanstatus", "homeloan", "financing", "loan"],
  ["movein", "timeline", "possession", "whentobuy"],
  ["purpose", "buyingpurpose"],
  ["propertytype", "bedrooms", "bhk"],
  ["locality", "preferredlocality", "location"],
];

function traitsOf({ profile }: ReadInput, kind: "phone" | "email"): ContactTraits[] {
  return profile.contacts.filter((contact) => contact.kind === kind).map(({ traits }) => traits);
}

function completeness(input: ReadInput): number {
  const { contacts, city, budgetMin, budgetMax } = input.profile;
  const filled = [
    contacts.some(({ kind }) => kind === "phone"),
    contacts.some(({ kind }) => kind === "email"),
    city !== null,
    budgetMin !== null || budgetMax !== null,
    ...asked.map((names) => attributeOf(input, names) !== null),
  ];
  return filled.filter(Boolean).length / filled.length;
}

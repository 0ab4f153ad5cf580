import { attributeOf, textOf } from "./attribute.ts";
import type { ReadInput } from "./definition.ts";
import { layersOf } from "./job-title.ts";
import type { ContactTraits } from "./lead-profile.ts";
import { localDay, msOfDay } from "./local-day.ts";

export const titleNames = [
  "jobtitle",
  "title",
  "designation",
  "role",
  "position",
  "jobrole",
  "occupation",
  "profession",
];
export const companyNames = ["company", "companyname", "employer", "organisation", "organization"];
const foundedNames = [
  "companyfounded",
  "foundedyear",
  "yearfounded",
  "founded",
  "companyfoundedyear",
  "incorporated",
];
const ageNames = ["companyage", "companyageyears", "yearsinbusiness"];
const sizeNames = ["companysize", "employees", "employeecount", "headcount", "teamsize", "sizeband"];
const employerNames = ["employertype", "sector"];

/** Years in which half of what age can tell is told. */
const halfGrown = 8;
const domains: Readonly<Record<NonNullable<ContactTraits["domain"]>, number>> = {
  free: 0.25,
  company: 0.6,
  education: 0.8,
  government: 1,
};

/** How established the company is, 0 to 100: the mean of what is known, size and age weighing most. NaN: nothing is. */
export function companyMaturity(input: ReadInput): number {
  const parts: readonly (readonly [weight: number, value: number | null])[] = [
    [4, sizeOf(input)],
    [3, ageOf(input)],
    [1, domainOf(input)],
    [1, layersOf(textOf(input, titleNames) ?? "")],
    [1, employerOf(input)],
  ];
  const known = parts.flatMap(([weight, value]) => (value === null ? [] : [{ weight, value }]));
  const weights = known.reduce((sum, { weight }) => sum + weight, 0);
  return (100 * known.reduce((sum, { weight, value }) => sum + weight * value, 0)) / weights;
}

/** 1 employee: 0; 10,000 and more: 1. */
function sizeOf(input: ReadInput): number | null {
  const answer = String(attributeOf(input, sizeNames) ?? "").replaceAll(",", "");
  const [low, high = low] = [...answer.matchAll(/\d+/g)]
    .map(([digits]) => Number(digits))
    .filter((n) => n > 0);
  return low === undefined || high === undefined ? null : Math.min(1, Math.log10(Math.sqrt(low * high)) / 4);
}

function ageOf(input: ReadInput): number | null {
  const thisYear = new Date(localDay(input.now, input.settings) * msOfDay).getUTCFullYear();
  const founded = Number.parseInt(String(attributeOf(input, foundedNames) ?? ""), 10);
  const stated = Number.parseFloat(String(attributeOf(input, ageNames) ?? ""));
  const years = founded > 1600 && founded <= thisYear ? thisYear - founded : stated;
  return years >= 0 ? 1 - 2 ** (-years / halfGrown) : null;
}

/** An address at a company outweighs a free one. */
function domainOf({ profile }: ReadInput): number | null {
  const values = profile.contacts.flatMap(({ traits }) => (traits.domain ? [domains[traits.domain]] : []));
  return values.length === 0 ? null : Math.max(...values);
}

function employerOf(input: ReadInput): number | null {
  const kind = textOf(input, employerNames) ?? "";
  if (/gov|psu|public|defen[cs]e|bank/.test(kind)) return 1;
  if (/mnc|multinational|listed|corporate/.test(kind)) return 0.9;
  if (/private|salaried/.test(kind)) return 0.6;
  return /business|self|professional|freelanc/.test(kind) ? 0.3 : null;
}

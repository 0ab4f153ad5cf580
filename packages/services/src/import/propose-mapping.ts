import { type ColumnProfile, isMissing, profileColumn } from "@leadlift/scoring/features";
import type { AttributeDefinition } from "../attribute/define.ts";
import { attributeKey } from "../attribute/key.ts";
import type { Ladder } from "../context.ts";
import { normaliseEmail } from "../person/email.ts";
import { phonesIn } from "../person/phone.ts";
import { matchHeader } from "./header-synonyms.ts";
import {
  type CanonicalField,
  type ColumnTarget,
  type Mapping,
  rejectHeaders,
  repeatableFields,
} from "./mapping.ts";
import type { HeaderMatch } from "./match-header.ts";
import { proposeStage } from "./stage-words.ts";

export interface SampledColumn {
  header: string;
  values: readonly string[];
}

export interface ProposalSetting {
  ladder: Ladder;
  /** attributes that the organisation has already */
  attributes: readonly AttributeDefinition[];
}

export interface MappingProposal {
  mapping: Mapping;
  /** 0 to 1, by column */
  confidence: number[];
  profiles: ColumnProfile[];
}

const positiveWords = /^(1|true|yes|y|won|converted|booked|closed won|sold|success|purchased|customer|हाँ)$/i;
const stageValuesMost = 200;

/** Proposes what every column of a file means, from its header and its first values. Everything else is an attribute. */
export function proposeMapping(
  columns: readonly SampledColumn[],
  { ladder, attributes }: ProposalSetting,
): MappingProposal {
  const profiles = columns.map(({ header, values }) => profileColumn(header, values));
  const fields = proposeFields(columns);
  const taken = new Set<string>();
  const mapped = columns.map((sampled, column) => {
    const { header } = sampled;
    const { dateFormats, decimal } = profiles[column] ?? {};
    const field = fields[column]?.field;
    const target: ColumnTarget = field
      ? { to: "field", field }
      : attributeTarget(sampled, profiles[column], attributes, taken);
    if (target.to === "attribute") taken.add(target.key);
    return { column, header, target, ...(dateFormats && { dateFormats }), ...(decimal && { decimal }) };
  });
  const valuesOf = (field: CanonicalField) =>
    columns[fields.findIndex((each) => each?.field === field)]?.values;
  const stages = countValues(valuesOf("stage") ?? []).slice(0, stageValuesMost);
  return {
    mapping: {
      columns: mapped,
      stages: Object.fromEntries(stages.map(({ value }) => [value, proposeStage(value, ladder)])),
      outcome: proposeOutcome(valuesOf("outcome"), ladder),
    },
    confidence: columns.map(
      (_, column) => fields[column]?.confidence ?? (profiles[column]?.kind === "empty" ? 0.3 : 0.9),
    ),
    profiles,
  };
}

interface FieldProposal {
  field: CanonicalField;
  confidence: number;
  rank: number;
}

/** By header first, then by the shape of the values; each field once, except where several columns may fill it. */
function proposeFields(columns: readonly SampledColumn[]): (FieldProposal | null)[] {
  const proposals = columns.map(({ header, values }) => {
    const known = values.filter((value) => !isMissing(value)).slice(0, 200);
    const match = matchHeader(header);
    return (match && byHeader(match, known)) ?? byShape(known);
  });
  const best = new Map<CanonicalField, FieldProposal>();
  for (const proposal of proposals) {
    if (!proposal || repeatableFields.includes(proposal.field)) continue;
    const rival = best.get(proposal.field);
    if (!rival || proposal.rank < rival.rank) best.set(proposal.field, proposal);
  }
  const kept = proposals.map((proposal) =>
    proposal && (repeatableFields.includes(proposal.field) || best.get(proposal.field) === proposal)
      ? proposal
      : null,
  );
  // A full name needs no parts, and a range's ends no middle.
  const has = (field: CanonicalField) => kept.some((each) => each?.field === field);
  return kept.map((each) => {
    if (each?.field === "budget" && has("budgetMax")) return null;
    if ((each?.field === "firstName" || each?.field === "lastName") && has("name")) return null;
    return each;
  });
}

function byHeader(
  { field, rank, exact }: HeaderMatch<CanonicalField>,
  known: readonly string[],
): FieldProposal | null {
  const sure = exact ? 0.95 : 0.75;
  if (known.length === 0) return exact ? { field, rank, confidence: 0.5 } : null;
  if (field === "phone") return share(known, isPhone) > 0.4 ? { field, rank, confidence: sure } : null;
  if (field === "email") return share(known, isEmail) > 0.4 ? { field, rank, confidence: sure } : null;
  if (field === "name" && share(known, (value) => /\p{L}/u.test(value) && !isEmail(value)) < 0.6) return null;
  if (field === "outcome" && !known.some((value) => positiveWords.test(value.trim()))) return null;
  if (field === "enquiredAt" && share(known, (value) => /\d/.test(value)) < 0.6) return null;
  if (field.startsWith("budget") && share(known, (value) => /\d/.test(value)) < 0.6) return null;
  if (field === "externalId" && new Set(known).size < known.length / 2) return null;
  return { field, rank, confidence: sure };
}

function byShape(known: readonly string[]): FieldProposal | null {
  if (known.length === 0) return null;
  if (share(known, isEmail) >= 0.8) return { field: "email", rank: 200, confidence: 0.7 };
  // Ten digits that begin with 6 to 9 are prices and ids as well; a plus or the country's code is not.
  const dialled = share(known, (value) => isPhone(value) && /^\s*'?\+|^91[6-9]\d{9}$/.test(value));
  return dialled >= 0.8 ? { field: "phone", rank: 200, confidence: 0.6 } : null;
}

export const isPhone = (value: string): boolean => phonesIn(value).length > 0;
export const isEmail = (value: string): boolean => normaliseEmail(value) !== null;

export function share(values: readonly string[], accepts: (value: string) => boolean): number {
  return values.filter(accepts).length / values.length;
}

function attributeTarget(
  { header, values }: SampledColumn,
  profile: ColumnProfile | undefined,
  attributes: readonly AttributeDefinition[],
  taken: ReadonlySet<string>,
): ColumnTarget {
  const key = attributeKey(header, taken);
  const known = attributes.find((each) => each.key === key);
  if (known) return { to: "attribute", ...known };
  const kind = profile?.kind ?? "empty";
  if (kind === "empty" || rejectHeaders.some((added) => added === header)) return { to: "leave" };
  // 0 and 1 may be followed by 2 further down the file.
  const counts =
    kind === "boolean" && values.every((value) => isMissing(value) || /^\s*[01]\s*$/.test(value));
  return { to: "attribute", key, label: header.slice(0, 200), kind: counts ? "numeric" : kind };
}

function proposeOutcome(values: readonly string[] | undefined, ladder: Ladder): Mapping["outcome"] {
  const last = ladder.at(-1);
  if (!values || !last) return null;
  const positive = countValues(values)
    .map(({ value }) => value)
    .filter((value) => positiveWords.test(value));
  return positive.length > 0 ? { positive: positive.slice(0, 50), step: last.key, others: "open" } : null;
}

/** Distinct values, most frequent first. */
export function countValues(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const cell of values) {
    const value = cell.trim();
    if (!isMissing(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

import { type ColumnProfile, isMissing, profileColumn } from "@leadlift/scoring/features";
import { countValues, isEmail, isPhone, type SampledColumn, share } from "../propose-mapping.ts";
import { matchActivityHeader, speaksOfActivities } from "./header-words.ts";
import { type ActivityField, type ActivityMapping, type ActivityType, activityTypes } from "./mapping.ts";
import { proposeType, tidyWords } from "./type-words.ts";

export interface ActivityProposal {
  mapping: ActivityMapping;
  /** 0 to 1, by column */
  confidence: number[];
  profiles: ColumnProfile[];
}

const typeValuesMost = 200;
const judged = 500;

/** Proposes what every column of a file of activities means, from its header and its first values. */
export function proposeActivityMapping(columns: readonly SampledColumn[]): ActivityProposal {
  const profiles = columns.map(({ header, values }) => profileColumn(header, values));
  const fields = proposeFields(columns);
  const typed = columns[fields.findIndex((each) => each?.field === "type")];
  const values = countValues(typed?.values ?? []).slice(0, typeValuesMost);
  return {
    mapping: {
      columns: columns.map(({ header }, column) => {
        const { dateFormats, decimal } = profiles[column] ?? {};
        const field = fields[column]?.field;
        return {
          column,
          header,
          target: field ? { to: "field", field } : { to: "leave" },
          ...(dateFormats && { dateFormats }),
          ...(decimal && { decimal }),
        };
      }),
      types: Object.fromEntries(
        values.map(({ value }) => [value, proposeType(value, activityTypes) ?? "leave"]),
      ),
      type: typed ? null : typeOfAll(columns),
    },
    confidence: columns.map((_, column) => fields[column]?.confidence ?? 0.9),
    profiles,
  };
}

/** Whether the columns are those of activities rather than of leads: who, when and what, and the same person again. */
export function looksLikeActivities(columns: readonly SampledColumn[]): boolean {
  const { mapping } = proposeActivityMapping(columns);
  const columnOf = (wanted: ActivityField) =>
    columns[mapping.columns.findIndex(({ target }) => target.to === "field" && target.field === wanted)];
  const who = [columnOf("externalId"), columnOf("phone"), columnOf("email")].find(
    (found) => found !== undefined,
  );
  if (!who || !columnOf("at")) return false;
  const types = columnOf("type");
  if (!types && mapping.type === null) return false;
  if (types && share(knownOf(types), (value) => proposeType(value, activityTypes) !== null) < 0.6)
    return false;
  const named = columns.some(({ header }) => speaksOfActivities(header));
  const persons = knownOf(who);
  return named || new Set(persons).size < persons.length * 0.8;
}

interface FieldProposal {
  field: ActivityField;
  confidence: number;
  rank: number;
}

/** By header, as far as the values bear it out; each field once. */
function proposeFields(columns: readonly SampledColumn[]): (FieldProposal | null)[] {
  const proposals = columns.map(proposeField);
  const best = new Map<ActivityField, FieldProposal>();
  for (const proposal of proposals) {
    const rival = proposal && best.get(proposal.field);
    if (proposal && (!rival || proposal.rank < rival.rank)) best.set(proposal.field, proposal);
  }
  const kept = proposals.map((each) => (each && best.get(each.field) === each ? each : null));
  // An id that comes again and again is not the activity's but the lead's.
  if (best.has("externalId")) return kept;
  return kept.map((each, column) => {
    const known = knownOf(columns[column]);
    if (each?.field !== "activityId" || new Set(known).size > known.length * 0.95) return each;
    return { ...each, field: "externalId", confidence: 0.6 };
  });
}

function proposeField(column: SampledColumn): FieldProposal | null {
  const known = knownOf(column);
  const match = matchActivityHeader(column.header);
  if (!match) {
    if (known.length > 0 && share(known, isEmail) >= 0.8)
      return { field: "email", rank: 200, confidence: 0.7 };
    return null;
  }
  const { field, rank, exact } = match;
  const sure = exact ? 0.95 : 0.75;
  if (known.length === 0) return exact ? { field, rank, confidence: 0.5 } : null;
  if (field === "phone") return share(known, isPhone) > 0.4 ? { field, rank, confidence: sure } : null;
  if (field === "email") return share(known, isEmail) > 0.4 ? { field, rank, confidence: sure } : null;
  if (field === "type") {
    const meant = share(known, (value) => proposeType(value, activityTypes) !== null);
    if (meant < 0.3) return null;
    return { field, rank: rank + 100 * (1 - meant), confidence: meant > 0.8 ? sure : 0.5 };
  }
  if (field === "at") {
    if (share(known, (value) => /\d/.test(value)) < 0.6) return null;
    return share(known, isClock) > 0.8
      ? { field: "clock", rank, confidence: sure }
      : { field, rank, confidence: sure };
  }
  if (field === "seconds" || field === "minutes") {
    return share(known, (value) => /\d/.test(value)) > 0.5 ? { field, rank, confidence: sure } : null;
  }
  return { field, rank, confidence: sure };
}

const isClock = (value: string): boolean =>
  /^\s*\d{1,2}[:.]\d{2}([:.]\d{2})?\s*([ap]\.?m\.?)?\s*$/i.test(value);

/** A dialler's log has no column of types: every row is a call. */
function typeOfAll(columns: readonly SampledColumn[]): ActivityType | null {
  const headers = columns.map(({ header }) => tidyWords(header));
  if (headers.some((header) => /\bcall(er|ed)?\b|\btalk ?time\b/.test(header))) return "call_out";
  if (headers.some((header) => /\bvisit\b/.test(header))) return "site_visit_done";
  return null;
}

function knownOf(column: SampledColumn | undefined): string[] {
  return (column?.values ?? []).filter((value) => !isMissing(value)).slice(0, judged);
}

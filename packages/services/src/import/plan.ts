import type { AttributeDefinition, AttributeKind } from "../attribute/define.ts";
import { isReserved } from "../attribute/key.ts";
import type { Ladder } from "../context.ts";
import { ServiceError } from "../errors.ts";
import type { Said } from "../sentences/said.ts";
import { type CanonicalField, type Mapping, repeatableFields } from "./mapping.ts";
import type { CellFormat } from "./read-cell.ts";
import { stageMeanings } from "./stage-words.ts";

export interface PlannedColumn {
  column: number;
  header: string;
  format: CellFormat;
}

/** A mapping made ready for reading rows. */
export interface ImportPlan {
  fields: Map<CanonicalField, PlannedColumn[]>;
  attributes: (PlannedColumn & { key: string; kind: AttributeKind })[];
  ladder: Ladder;
  stages: ReadonlyMap<string, string>;
  outcome: { positive: ReadonlySet<string>; step: string; place: number; others: "open" | "lost" } | null;
}

export interface PlanSetting {
  ladder: Ladder;
  timezone: string;
}

/**
 * The whole mapping for a file with these names: columns that it does not speak of are left out.
 * Throws BAD_INPUT with one sentence where it does not fit the file or the organisation.
 */
export function completeMapping(given: Mapping, names: readonly string[], ladder: Ladder): Mapping {
  const columns = completeColumns(given.columns, names);
  checkTargets(columns);
  for (const [value, meaning] of Object.entries(given.stages)) {
    if (!isStep(ladder, meaning) && !stageMeanings.some((known) => known === meaning)) {
      throw misfit('The stage "{value}" means "{step}", which is no step of the outcome ladder.', {
        value,
        step: meaning,
      });
    }
  }
  const says = columns.some(({ target }) => target.to === "field" && target.field === "outcome");
  if (says && !given.outcome)
    throw misfit("Say which values of the outcome column mean that a step was reached.");
  if (given.outcome && !isStep(ladder, given.outcome.step)) {
    throw misfit('"{step}" is not a step of the outcome ladder.', { step: given.outcome.step });
  }
  return { ...given, columns, outcome: says ? given.outcome : null };
}

interface MappedColumn {
  column: number;
  header: string;
}

/** A column for every name of the file, in its order. */
export function completeColumns<Column extends MappedColumn>(
  given: readonly Column[],
  names: readonly string[],
): (Column | (MappedColumn & { target: { to: "leave" } }))[] {
  const targets = new Map(given.map((each) => [each.column, each]));
  if (targets.size < given.length) throw misfit("A column is mapped twice.");
  for (const { column, header } of given) {
    if (names[column] !== header) {
      throw misfit('The file has no column "{header}" in place {place}.', { header, place: column + 1 });
    }
  }
  return names.map((header, column) => targets.get(column) ?? { column, header, target: { to: "leave" } });
}

function checkTargets(columns: Mapping["columns"]): void {
  const fields = new Map<CanonicalField, string>();
  const keys = new Map<string, string>();
  for (const { target, header } of columns) {
    if (target.to === "field" && !repeatableFields.includes(target.field)) {
      const rival = fields.get(target.field);
      if (rival !== undefined)
        throw misfit('"{first}" and "{second}" are both mapped to {field}; choose one.', {
          first: rival,
          second: header,
          field: target.field,
        });
      fields.set(target.field, header);
    }
    if (target.to === "attribute") {
      const rival = keys.get(target.key);
      if (rival !== undefined)
        throw misfit('"{first}" and "{second}" are both mapped to the attribute {field}.', {
          first: rival,
          second: header,
          field: target.key,
        });
      if (isReserved(target.key))
        throw misfit("An attribute cannot be called {field}; a lead has that already.", {
          field: target.key,
        });
      keys.set(target.key, header);
    }
  }
  if (columns.every(({ target }) => target.to === "leave"))
    throw misfit("Every column is left out; map at least one.");
}

/** `defined`: the organisation's attributes; what they are decides how their values are read. */
export function planImport(
  mapping: Mapping,
  { ladder, timezone }: PlanSetting,
  defined: readonly AttributeDefinition[] = [],
): ImportPlan {
  const kinds = new Map(defined.map(({ key, kind }) => [key, kind]));
  const fields: ImportPlan["fields"] = new Map();
  const attributes: ImportPlan["attributes"] = [];
  for (const { column, header, target, dateFormats, decimal } of mapping.columns) {
    const planned = { column, header, format: { dateFormats, decimal, timezone } };
    if (target.to === "field") fields.set(target.field, [...(fields.get(target.field) ?? []), planned]);
    if (target.to === "attribute") {
      attributes.push({ ...planned, key: target.key, kind: kinds.get(target.key) ?? target.kind });
    }
  }
  return {
    fields,
    attributes,
    ladder,
    stages: new Map(Object.entries(mapping.stages).map(([value, meaning]) => [foldValue(value), meaning])),
    outcome: mapping.outcome && {
      positive: new Set(mapping.outcome.positive.map(foldValue)),
      step: mapping.outcome.step,
      place: ladder.findIndex(({ key }) => key === mapping.outcome?.step),
      others: mapping.outcome.others,
    },
  };
}

/** New attributes of a mapping, in the file's order. */
export function attributesOf(mapping: Mapping): AttributeDefinition[] {
  return mapping.columns.flatMap(({ target }) =>
    target.to === "attribute" ? [{ key: target.key, label: target.label, kind: target.kind }] : [],
  );
}

/** Stage and outcome values are compared without case and surrounding space. */
export function foldValue(value: string): string {
  return value.trim().toLowerCase();
}

function isStep(ladder: Ladder, step: string): boolean {
  return ladder.some(({ key }) => key === step);
}

function misfit(...said: Said): ServiceError {
  return new ServiceError("BAD_INPUT", ...said);
}

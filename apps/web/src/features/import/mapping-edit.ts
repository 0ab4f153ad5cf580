import type { CanonicalField, ColumnTarget, Mapping } from "@leadlift/services/import/mapping";
import type { ImportPreview } from "@leadlift/services/import/preview";

export type AttributeKind = Extract<ColumnTarget, { to: "attribute" }>["kind"];

/** What a column of leads can mean, in the order in which it is offered. */
export const leadFields = [
  "externalId",
  "name",
  "firstName",
  "lastName",
  "phone",
  "email",
  "source",
  "city",
  "stage",
  "owner",
  "budget",
  "budgetMin",
  "budgetMax",
  "enquiredAt",
  "outcome",
  "lostReason",
  "kind",
  "listing",
] as const satisfies readonly CanonicalField[];

/** Kinds of details of a lead or a listing. */
export const detailKinds = [
  "numeric",
  "categorical",
  "boolean",
  "date",
  "text",
  "id",
] as const satisfies readonly AttributeKind[];

export function isAttributeKind(value: string): value is AttributeKind {
  return detailKinds.some((kind) => kind === value);
}

interface MappedFields {
  columns: readonly { column: number; target: { to: string; field?: string } }[];
}

/** The column that stands for a field, if any. */
export function columnOf({ columns }: MappedFields, field: string): number | null {
  return columns.find(({ target }) => target.field === field)?.column ?? null;
}

type Detail = Extract<ColumnTarget, { to: "attribute" }>;
/** What a column of any kind of file can mean. */
export type AnyTarget = { to: "field"; field: string } | Detail | { to: "leave" };

/** What is chosen in the select of a column with this target. */
export function chosenOf(target: AnyTarget): string {
  if (target.to === "field") return target.field;
  return target.to === "attribute" ? `kind:${target.kind}` : "leave";
}

interface Details {
  columns: readonly { column: number; target: { to: string; key?: string } }[];
}

/** The column as a detail of the chosen kind; null when something else was chosen. */
function detailOf(
  mapping: Details,
  { column, header, target }: { column: number; header: string; target: AnyTarget },
  value: string,
): Detail | null {
  const kind = value.replace(/^kind:/, "");
  if (kind === value || !isAttributeKind(kind)) return null;
  return target.to === "attribute" ? { ...target, kind } : attributeTarget(mapping, column, header, kind);
}

interface Columns<Target extends AnyTarget> {
  columns: readonly { column: number; header: string; target: Target }[];
}

/** The field that a choice names; undefined where it names none. */
export function fieldOf<Field extends string>(fields: readonly Field[], value: string): Field | undefined {
  return fields.find((field) => field === value);
}

/** What a column means after a choice: a field, a detail of its own, or nothing. */
export function targetOf<Field extends string>(
  mapping: Columns<AnyTarget>,
  column: number,
  { fields, value }: { fields: readonly Field[]; value: string },
): { to: "field"; field: Field } | Detail | { to: "leave" } {
  const field = fieldOf(fields, value);
  if (field) return { to: "field", field };
  const entry = mapping.columns.find((each) => each.column === column);
  return (entry && detailOf(mapping, entry, value)) ?? { to: "leave" };
}

/** The columns with another meaning for one of them. */
export function withTarget<Column extends { column: number }, Target>(
  columns: readonly (Column & { target: Target })[],
  column: number,
  target: Target,
): (Column & { target: Target })[] {
  return columns.map((entry) => (entry.column === column ? { ...entry, target } : entry));
}

/** Gives a column another meaning. An outcome that loses its column is forgotten, one that gains it asks anew. */
export function retarget(
  mapping: Mapping,
  column: number,
  target: ColumnTarget,
  defaultStep: string,
): Mapping {
  const before = columnOf(mapping, "outcome");
  const next = { ...mapping, columns: withTarget(mapping.columns, column, target) };
  const after = columnOf(next, "outcome");
  if (after === before) return next;
  return { ...next, outcome: after === null ? null : { positive: [], step: defaultStep, others: "lost" } };
}

/** A key for a column that becomes an attribute: its header in lower case, told apart from those taken. */
export function attributeTarget(
  mapping: Details,
  column: number,
  header: string,
  kind: AttributeKind,
): Detail {
  const plain = header
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 80);
  const taken = new Set(
    mapping.columns.flatMap((entry) =>
      entry.column !== column && entry.target.key !== undefined ? [entry.target.key] : [],
    ),
  );
  const base = plain || `column_${column + 1}`;
  let key = base;
  for (let copy = 2; taken.has(key); copy++) key = `${base}_${copy}`;
  return { to: "attribute", key, label: header.trim().slice(0, 200) || `Column ${column + 1}`, kind };
}

/** Values of a column: those counted by the server for its proposal, else those of the rows on screen. */
export function valuesOf(
  preview: Pick<ImportPreview, "columns" | "rows">,
  column: number | null,
  counted: { column: number | null; values: readonly { value: string }[] },
): string[] {
  if (column === null) return [];
  if (counted.column === column) return counted.values.map(({ value }) => value);
  const seen = [
    ...(preview.columns[column]?.examples ?? []),
    ...preview.rows.map(({ values }) => values[column] ?? ""),
  ];
  return [...new Set(seen.filter((value) => value.trim() !== ""))];
}

/** Why an import cannot start yet: a field that two columns are, or the key of another reason. */
export type Blocked<Field extends string, Why extends string> = { why: "twice"; field: Field } | { why: Why };

/** A field that two columns are; null where there is none. */
export function meantTwice<Field extends string>(
  fields: readonly Field[],
): { why: "twice"; field: Field } | null {
  const field = fields.find((each, index) => fields.indexOf(each) !== index);
  return field ? { why: "twice", field } : null;
}

/** Why an import of leads cannot start yet; null when it can. */
export function blockedBecause(mapping: Mapping): Blocked<CanonicalField, "outcome" | "allLeft"> | null {
  const fields = mapping.columns.flatMap(({ target }) => (target.to === "field" ? [target.field] : []));
  const twice = meantTwice(fields);
  if (twice) return twice;
  if (mapping.outcome && mapping.outcome.positive.length === 0) return { why: "outcome" };
  if (mapping.columns.every(({ target }) => target.to === "leave")) return { why: "allLeft" };
  return null;
}

import type { CanonicalField, ColumnTarget, Mapping } from "@leadlift/services/import/mapping";
import type { ImportPreview } from "@leadlift/services/import/preview";

export type AttributeKind = Extract<ColumnTarget, { to: "attribute" }>["kind"];

export const fieldWords: Readonly<Record<CanonicalField, string>> = {
  externalId: "Id where it came from",
  name: "Name",
  firstName: "First name",
  lastName: "Last name",
  phone: "Phone",
  email: "E-mail",
  source: "Source",
  city: "City",
  stage: "Stage",
  owner: "Owner",
  budget: "Budget",
  budgetMin: "Budget from",
  budgetMax: "Budget up to",
  enquiredAt: "Enquired on",
  outcome: "Outcome (what to learn)",
  lostReason: "Reason it was lost",
  kind: "Buyer, tenant, …",
};

export const kindWords: Readonly<Record<AttributeKind, string>> = {
  numeric: "Number",
  categorical: "Category",
  boolean: "Yes or no",
  date: "Date",
  text: "Text",
  id: "Number or code",
};

export function isField(value: string): value is CanonicalField {
  return value in fieldWords;
}

export function isAttributeKind(value: string): value is AttributeKind {
  return value in kindWords;
}

/** The column that stands for a field, if any. */
export function columnOf(mapping: Mapping, field: CanonicalField): number | null {
  return (
    mapping.columns.find(({ target }) => target.to === "field" && target.field === field)?.column ?? null
  );
}

/** Gives a column another meaning. An outcome that loses its column is forgotten, one that gains it asks anew. */
export function retarget(
  mapping: Mapping,
  column: number,
  target: ColumnTarget,
  defaultStep: string,
): Mapping {
  const before = columnOf(mapping, "outcome");
  const columns = mapping.columns.map((entry) => (entry.column === column ? { ...entry, target } : entry));
  const next = { ...mapping, columns };
  const after = columnOf(next, "outcome");
  if (after === before) return next;
  return { ...next, outcome: after === null ? null : { positive: [], step: defaultStep, others: "lost" } };
}

/** A key for a column that becomes an attribute: its header in lower case, told apart from those taken. */
export function attributeTarget(
  mapping: Mapping,
  column: number,
  header: string,
  kind: AttributeKind,
): ColumnTarget {
  const plain = header
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 80);
  const taken = new Set(
    mapping.columns.flatMap((entry) =>
      entry.column !== column && entry.target.to === "attribute" ? [entry.target.key] : [],
    ),
  );
  const base = plain || `column_${column + 1}`;
  let key = base;
  for (let copy = 2; taken.has(key); copy++) key = `${base}_${copy}`;
  return { to: "attribute", key, label: header.trim().slice(0, 200) || `Column ${column + 1}`, kind };
}

/** Values of a column: those counted by the server for its proposal, else those of the rows on screen. */
export function valuesOf(
  preview: ImportPreview,
  column: number | null,
  counted: "stageValues" | "outcomeValues",
): string[] {
  if (column === null) return [];
  const proposed = columnOf(preview.proposal, counted === "stageValues" ? "stage" : "outcome");
  if (proposed === column) return preview[counted].map(({ value }) => value);
  const seen = [
    ...(preview.columns[column]?.examples ?? []),
    ...preview.rows.map(({ values }) => values[column] ?? ""),
  ];
  return [...new Set(seen.filter((value) => value.trim() !== ""))];
}

/** Why an import cannot start yet, in one sentence; null when it can. */
export function blockedBecause(mapping: Mapping): string | null {
  const fields = mapping.columns.flatMap(({ target }) => (target.to === "field" ? [target.field] : []));
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice) return `Two columns are “${fieldWords[twice]}”. Give one of them another meaning.`;
  if (mapping.outcome && mapping.outcome.positive.length === 0) {
    return "Say which values of the outcome column mean that the step was reached.";
  }
  if (mapping.columns.every(({ target }) => target.to === "leave")) return "Every column is left out.";
  return null;
}

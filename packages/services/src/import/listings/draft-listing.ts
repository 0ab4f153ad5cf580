import { isMissing } from "@leadlift/scoring/features";
import type { AttributeKind } from "../../attribute/define.ts";
import { restore } from "../../csv/write-rows.ts";
import { ServiceError } from "../../errors.ts";
import { cleanText } from "../../event/clean-text.ts";
import type { Said } from "../../sentences/said.ts";
import { foldValue, type PlannedColumn } from "../plan.ts";
import { type CellValue, readBudget, readCell, readMoney } from "../read-cell.ts";
import type { ListingField, ListingMapping } from "./mapping.ts";
import { type ListingStatus, mostDetails, proposeStatus } from "./propose.ts";

/** What a row says of a listing; null: nothing. Money in integer paise. */
export interface ListingDraft {
  externalId: string;
  project: string | null;
  type: string | null;
  priceMinPaise: number | null;
  priceMaxPaise: number | null;
  city: string | null;
  locality: string | null;
  status: ListingStatus | null;
  attributes: Record<string, CellValue>;
}

export interface ListingPlan {
  fields: ReadonlyMap<ListingField, PlannedColumn>;
  attributes: readonly (PlannedColumn & { key: string; kind: AttributeKind })[];
  statuses: ReadonlyMap<string, ListingStatus>;
}

export type ListingRejectCode = "no-listing-id" | "id-too-long";
export type ListingWarningCode = "no-money" | "too-long" | "no-number" | "no-date" | "no-yes-or-no";

export type DraftedListing =
  | { ok: true; draft: ListingDraft }
  | { ok: false; code: ListingRejectCode; params: Record<string, string | number> };

const longestText = 200;
const longestDetail = 500;

/** Throws BAD_INPUT with one sentence where the listing's id is missing, or two columns have one meaning. */
export function checkListingMapping({ columns }: ListingMapping): void {
  const taken = new Map<string, string>();
  let details = 0;
  for (const { target, header } of columns) {
    if (target.to === "leave") continue;
    if (target.to === "attribute") details++;
    const meaning = target.to === "field" ? target.field : `the detail ${target.key}`;
    const rival = taken.get(meaning);
    if (rival !== undefined)
      throw misfit('"{first}" and "{second}" are both mapped to {field}; choose one.', {
        first: rival,
        second: header,
        field: meaning,
      });
    taken.set(meaning, header);
  }
  if (!taken.has("externalId")) throw misfit("Say which column is the listing's id.");
  if (details > mostDetails)
    throw misfit("A listing has at most {most} details; leave some columns out.", { most: mostDetails });
}

export function planListings(mapping: ListingMapping, timezone: string): ListingPlan {
  const fields = new Map<ListingField, PlannedColumn>();
  const attributes: (PlannedColumn & { key: string; kind: AttributeKind })[] = [];
  for (const { column, header, target, dateFormats, decimal } of mapping.columns) {
    const planned = { column, header, format: { dateFormats, decimal, timezone } };
    if (target.to === "field") fields.set(target.field, planned);
    if (target.to === "attribute") attributes.push({ ...planned, key: target.key, kind: target.kind });
  }
  const statuses = Object.entries(mapping.statuses).map(
    ([value, status]) => [foldValue(value), status] as const,
  );
  return { fields, attributes, statuses: new Map(statuses) };
}

/** Reads one row by the plan. A value that does not fit is left out with a warning; without an id it is no listing. */
export function draftListing(
  cells: readonly string[],
  plan: ListingPlan,
  warn: (column: PlannedColumn, code: ListingWarningCode) => void,
): DraftedListing {
  const read = new ListingReader(cells, plan, warn);
  const externalId = read.text("externalId");
  if (externalId === null) return { ok: false, code: "no-listing-id", params: {} };
  if (externalId.length > longestText) {
    return {
      ok: false,
      code: "id-too-long",
      params: { header: plan.fields.get("externalId")?.header ?? "" },
    };
  }
  return {
    ok: true,
    draft: {
      externalId,
      project: read.short("project"),
      type: read.short("type"),
      city: read.short("city"),
      locality: read.short("locality"),
      ...read.price(),
      status: read.status(),
      attributes: read.attributes(),
    },
  };
}

class ListingReader {
  readonly #cells: readonly string[];
  readonly #plan: ListingPlan;
  readonly #warn: (column: PlannedColumn, code: ListingWarningCode) => void;

  constructor(
    cells: readonly string[],
    plan: ListingPlan,
    warn: (column: PlannedColumn, code: ListingWarningCode) => void,
  ) {
    this.#cells = cells;
    this.#plan = plan;
    this.#warn = warn;
  }

  text(field: ListingField): string | null {
    const column = this.#plan.fields.get(field);
    return column ? this.#cell(column) : null;
  }

  short(field: ListingField): string | null {
    const text = this.text(field);
    return text === null || text.length <= longestText ? text : this.#missing(field, "too-long");
  }

  status(): ListingStatus | null {
    const text = this.text("status");
    return text === null ? null : (this.#plan.statuses.get(foldValue(text)) ?? proposeStatus(text));
  }

  price(): { priceMinPaise: number | null; priceMaxPaise: number | null } {
    const whole = this.text("price");
    const range = whole === null ? null : (readBudget(whole) ?? this.#missing("price", "no-money"));
    const end = (field: "priceMin" | "priceMax") => {
      const text = this.text(field);
      const { decimal } = this.#plan.fields.get(field)?.format ?? {};
      return text === null ? null : (readMoney(text, decimal) ?? this.#missing(field, "no-money"));
    };
    const max = end("priceMax") ?? range?.max ?? null;
    // One price is both ends: what it costs, not the most it may cost.
    const single =
      range?.min === null && !/^\s*(<|below|under|up ?to|max)/i.test(whole ?? "") ? range.max : null;
    const min = end("priceMin") ?? range?.min ?? single;
    const swapped = min !== null && max !== null && min > max;
    return { priceMinPaise: swapped ? max : min, priceMaxPaise: swapped ? min : max };
  }

  attributes(): Record<string, CellValue> {
    const values: Record<string, CellValue> = {};
    for (const column of this.#plan.attributes) {
      const text = this.#cell(column);
      if (text === null) continue;
      const value = readCell(text, column.kind, column.format);
      const fits = typeof value !== "string" || value.length <= longestDetail;
      if (value === null || !fits)
        this.#warn(column, value === null ? (misfits[column.kind] ?? "too-long") : "too-long");
      else values[column.key] = value;
    }
    return values;
  }

  #cell({ column }: PlannedColumn): string | null {
    const text = cleanText(restore(this.#cells[column] ?? "")).trim();
    return text === "" || isMissing(text) ? null : text;
  }

  #missing(field: ListingField, code: ListingWarningCode): null {
    const column = this.#plan.fields.get(field);
    if (column) this.#warn(column, code);
    return null;
  }
}

const misfits: Readonly<Partial<Record<AttributeKind, ListingWarningCode>>> = {
  numeric: "no-number",
  date: "no-date",
  boolean: "no-yes-or-no",
};

function misfit(...said: Said): ServiceError {
  return new ServiceError("BAD_INPUT", ...said);
}

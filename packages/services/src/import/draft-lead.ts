import { isMissing } from "@leadlift/scoring/features";
import { restore } from "../csv/write-rows.ts";
import { lostStep, type OutcomeFact } from "../outcome/fold.ts";
import { emailsIn } from "../person/email.ts";
import { tidyName } from "../person/name-prefixes.ts";
import { phonesIn } from "../person/phone.ts";
import type { CanonicalField } from "./mapping.ts";
import { foldValue, type ImportPlan, type PlannedColumn } from "./plan.ts";
import { type CellValue, readBudget, readCell, readDate, readMoney } from "./read-cell.ts";

/** What a row says about a lead; null: nothing. Money in integer paise. */
export interface LeadDraft {
  externalId: string | null;
  name: string | null;
  phones: string[];
  emails: string[];
  kind: string | null;
  source: string | null;
  city: string | null;
  ownerId: string | null;
  budgetMinPaise: number | null;
  budgetMaxPaise: number | null;
  enquiredAt: Date | null;
  /** what it is about */
  listingId: string | null;
  attributes: Record<string, CellValue>;
  /** in the order in which they come about */
  outcomes: OutcomeFact[];
}

export type RejectCode = "nobody" | "unreachable" | "bad-date" | "id-too-long";
export type WarningCode =
  | "no-number"
  | "no-date"
  | "no-yes-or-no"
  | "too-long"
  | "no-phone"
  | "no-email"
  | "no-money"
  | "unknown-owner"
  | "unknown-stage"
  | "unknown-listing";

export type Drafted =
  | { ok: true; draft: LeadDraft }
  | { ok: false; code: RejectCode; params: Record<string, string | number> };

export interface DraftSetting {
  /** member ids by e-mail address and by name, both folded; ambiguous names are not in it */
  owners: ReadonlyMap<string, string>;
  /** listing ids by the id where they came from */
  listings: ReadonlyMap<string, string>;
  /** told of each cell that was kept as missing */
  warn(column: PlannedColumn, code: WarningCode): void;
}

const longestText = 200;

/** Reads one row by the plan. A value that does not fit is left out with a warning, unless the lead needs it. */
export function draftLead(cells: readonly string[], plan: ImportPlan, setting: DraftSetting): Drafted {
  const read = new RowReader(cells, plan, setting);
  const externalId = read.text("externalId");
  if (externalId !== null && externalId.length > longestText) {
    return { ok: false, code: "id-too-long", params: { header: read.headerOf("externalId") } };
  }
  const phones = read.several("phone", phonesIn, "no-phone");
  const emails = read.several("email", emailsIn, "no-email");
  const name = read.name();
  const known = externalId !== null || name !== null || phones.values.length > 0 || emails.values.length > 0;
  if (!known && (phones.unreadable || emails.unreadable)) {
    return {
      ok: false,
      code: "unreachable",
      params: { header: read.headerOf(phones.unreadable ? "phone" : "email") },
    };
  }
  if (!known && read.identifies()) return { ok: false, code: "nobody", params: {} };
  if (externalId === null && phones.unreadable && phones.values.length + emails.values.length === 0) {
    return { ok: false, code: "unreachable", params: { header: read.headerOf("phone") } };
  }
  const enquiredAt = read.date("enquiredAt");
  if (enquiredAt === "unreadable") {
    return { ok: false, code: "bad-date", params: { header: read.headerOf("enquiredAt") } };
  }
  return {
    ok: true,
    draft: {
      externalId,
      name,
      phones: phones.values,
      emails: emails.values,
      kind: kindOf(read.short("kind")),
      source: read.short("source"),
      city: read.short("city"),
      ownerId: read.owner(),
      ...read.budget(),
      enquiredAt,
      listingId: read.listing(),
      attributes: read.attributes(),
      outcomes: read.outcomes(),
    },
  };
}

class RowReader {
  readonly #cells: readonly string[];
  readonly #plan: ImportPlan;
  readonly #setting: DraftSetting;

  constructor(cells: readonly string[], plan: ImportPlan, setting: DraftSetting) {
    this.#cells = cells;
    this.#plan = plan;
    this.#setting = setting;
  }

  headerOf(field: CanonicalField): string {
    return this.#plan.fields.get(field)?.[0]?.header ?? "";
  }

  /** Whether the file has a column that could tell who a lead is. */
  identifies(): boolean {
    const { fields } = this.#plan;
    return (["externalId", "name", "firstName", "lastName", "phone", "email"] as const).some((field) =>
      fields.has(field),
    );
  }

  text(field: CanonicalField): string | null {
    const column = this.#plan.fields.get(field)?.[0];
    return column ? this.#cell(column) : null;
  }

  short(field: CanonicalField): string | null {
    const text = this.text(field);
    if (text === null || text.length <= longestText) return text;
    return this.#missing(field, "too-long");
  }

  name(): string | null {
    const whole = this.text("name");
    const parts = [this.text("firstName"), this.text("lastName")].filter((part) => part !== null);
    const name = whole ?? (parts.length > 0 ? parts.join(" ") : null);
    return name === null ? null : tidyName(name);
  }

  several(
    field: "phone" | "email",
    find: (text: string) => string[],
    code: WarningCode,
  ): { values: string[]; unreadable: boolean } {
    const values = new Set<string>();
    let unreadable = false;
    for (const column of this.#plan.fields.get(field) ?? []) {
      const text = this.#cell(column);
      if (text === null) continue;
      const found = find(text);
      for (const value of found) values.add(value);
      if (found.length > 0) continue;
      unreadable = true;
      this.#setting.warn(column, code);
    }
    return { values: [...values], unreadable };
  }

  date(field: CanonicalField): Date | null | "unreadable" {
    const column = this.#plan.fields.get(field)?.[0];
    const text = column && this.#cell(column);
    return text ? (readDate(text, column.format) ?? "unreadable") : null;
  }

  owner(): string | null {
    const text = this.text("owner");
    if (text === null) return null;
    return this.#setting.owners.get(foldValue(text)) ?? this.#missing("owner", "unknown-owner");
  }

  listing(): string | null {
    const text = this.text("listing");
    if (text === null) return null;
    return this.#setting.listings.get(text) ?? this.#missing("listing", "unknown-listing");
  }

  budget(): { budgetMinPaise: number | null; budgetMaxPaise: number | null } {
    const whole = this.text("budget");
    const range = whole === null ? null : (readBudget(whole) ?? this.#missing("budget", "no-money"));
    const end = (field: "budgetMin" | "budgetMax") => {
      const text = this.text(field);
      const { decimal } = this.#plan.fields.get(field)?.[0]?.format ?? {};
      return text === null ? null : (readMoney(text, decimal) ?? this.#missing(field, "no-money"));
    };
    const min = end("budgetMin") ?? range?.min ?? null;
    const max = end("budgetMax") ?? range?.max ?? null;
    const swapped = min !== null && max !== null && min > max;
    return { budgetMinPaise: swapped ? max : min, budgetMaxPaise: swapped ? min : max };
  }

  attributes(): Record<string, CellValue> {
    const values: Record<string, CellValue> = {};
    for (const column of this.#plan.attributes) {
      const text = this.#cell(column);
      if (text === null) continue;
      const value = readCell(text, column.kind, column.format);
      if (value === null) this.#setting.warn(column, misfits[column.kind] ?? "too-long");
      else values[column.key] = value;
    }
    return values;
  }

  /** A positive outcome outweighs a stage that says lost, and a stage as far as the outcome's outweighs its no. */
  outcomes(): OutcomeFact[] {
    const facts: OutcomeFact[] = [];
    const { ladder, outcome } = this.#plan;
    const stage = this.#stage();
    const step = stage === "won" ? ladder.at(-1)?.key : stage;
    const place = ladder.findIndex(({ key }) => key === step);
    if (place >= 0 && step !== undefined && step !== null) facts.push({ step, reached: true, reason: null });
    const positive = this.#positive();
    let lost = stage === lostStep;
    if (outcome && positive) {
      facts.push({ step: outcome.step, reached: true, reason: null });
      lost = false;
    } else if (outcome && place < outcome.place) {
      if (outcome.others === "lost") lost = true;
      else facts.push({ step: outcome.step, reached: false, reason: null });
    }
    if (lost) facts.push({ step: lostStep, reached: true, reason: this.short("lostReason") });
    return facts;
  }

  #stage(): string | null {
    const text = this.text("stage");
    if (text === null) return null;
    return this.#plan.stages.get(foldValue(text)) ?? this.#missing("stage", "unknown-stage");
  }

  #positive(): boolean {
    const text = this.text("outcome");
    return text !== null && (this.#plan.outcome?.positive.has(foldValue(text)) ?? false);
  }

  #cell({ column }: PlannedColumn): string | null {
    const text = restore(this.#cells[column] ?? "").trim();
    return text === "" || isMissing(text) ? null : text;
  }

  #missing(field: CanonicalField, code: WarningCode): null {
    const column = this.#plan.fields.get(field)?.[0];
    if (column) this.#setting.warn(column, code);
    return null;
  }
}

const misfits: Readonly<Record<string, WarningCode>> = {
  numeric: "no-number",
  date: "no-date",
  boolean: "no-yes-or-no",
};

const kinds: readonly (readonly [string, RegExp])[] = [
  ["landlord", /\blandlord|\blet\b|rent out|lease out|lessor/],
  ["tenant", /\btenant|\brent(al|er)?\b|\blease\b|lessee|\bpg\b/],
  ["seller", /\bsell(er|ing)?\b|resale owner|vendor/],
  ["buyer", /\bbuy(er|ing)?\b|purchas|invest/],
];

/** One of our kinds where the words say so, else the organisation's own in lower case. */
export function kindOf(text: string | null): string | null {
  if (text === null) return null;
  const folded = text.toLowerCase();
  return kinds.find(([, words]) => words.test(folded))?.[0] ?? folded;
}

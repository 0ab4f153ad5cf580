import { isMissing } from "@leadlift/scoring/features";
import { restore } from "../../csv/write-rows.ts";
import { cleanText } from "../../event/clean-text.ts";
import { earliestTime } from "../../event/event-input.ts";
import { emailsIn } from "../../person/email.ts";
import { phonesIn } from "../../person/phone.ts";
import { foldValue, type PlannedColumn } from "../plan.ts";
import { readDate } from "../read-cell.ts";
import { type ActivityField, type ActivityType, activityTypes } from "./mapping.ts";
import type { ActivityPlan } from "./plan.ts";
import { readDuration } from "./read-duration.ts";
import { proposeType, refineType, wasAnswered } from "./type-words.ts";

/** What a row says that happened. */
export interface ActivityDraft {
  who: { externalId: string | null; phone: string | null; email: string | null };
  activityId: string | null;
  type: ActivityType;
  at: Date;
  source: string | null;
  text: string | null;
  properties: Record<string, string | number | boolean>;
}

export type ActivityRejectCode =
  | "no-person"
  | "no-time"
  | "bad-date"
  | "too-early"
  | "in-future"
  | "no-type"
  | "unknown-type"
  | "left-out"
  | "id-too-long";
export type ActivityWarningCode = "no-duration" | "too-long" | "no-phone" | "no-email";

export type DraftedActivity =
  | { ok: true; draft: ActivityDraft }
  | { ok: false; code: ActivityRejectCode; params: Record<string, string | number> };

export interface ActivityDraftSetting {
  now: Date;
  /** told of each cell that was kept as missing */
  warn(column: PlannedColumn, code: ActivityWarningCode): void;
}

const longestId = 200;
const longestWords = 500;
const longestText = 20_000;
const longestSource = 100;
const longestSeconds = 86_400;
/** the clocks of two machines may differ by so much */
const skewMs = 5 * 60_000;

const wordFields = ["listing", "page", "locality", "campaign", "document", "reason"] as const;
const timed: readonly ActivityType[] = ["page_view", "listing_view", "call_in", "call_out"];
const calls: readonly ActivityType[] = ["call_in", "call_out"];

/** Reads one row by the plan. Without a person, a type and a time it is no activity. */
export function draftActivity(
  cells: readonly string[],
  plan: ActivityPlan,
  setting: ActivityDraftSetting,
): DraftedActivity {
  const read = new ActivityReader(cells, plan, setting);
  const reject = (code: ActivityRejectCode, field?: ActivityField): DraftedActivity => ({
    ok: false,
    code,
    params: field ? { header: plan.fields.get(field)?.header ?? "" } : {},
  });
  const who = read.who();
  if (!(who.externalId ?? who.phone ?? who.email)) return reject("no-person");
  const activityId = read.text("activityId");
  if ((who.externalId?.length ?? 0) > longestId) return reject("id-too-long", "externalId");
  if ((activityId?.length ?? 0) > longestId) return reject("id-too-long", "activityId");
  const at = read.time();
  if (at === null) return reject("no-time", "at");
  if (at === "unreadable") return reject("bad-date", "at");
  if (at.getTime() < earliestTime) return reject("too-early", "at");
  if (at.getTime() > setting.now.getTime() + skewMs) return reject("in-future", "at");
  const type = read.type();
  if (type === null) return reject("no-type", "type");
  if (type === "unknown") return reject("unknown-type", "type");
  if (type === "leave") return reject("left-out", "type");
  const properties = read.properties(type);
  return {
    ok: true,
    draft: {
      who,
      activityId,
      // Which listing was looked at is not known: a page of the site, then.
      type: type === "listing_view" && properties.listing === undefined ? "page_view" : type,
      at,
      source: read.words("source", longestSource),
      text: read.text("text")?.slice(0, longestText) ?? null,
      properties,
    },
  };
}

class ActivityReader {
  readonly #cells: readonly string[];
  readonly #plan: ActivityPlan;
  readonly #setting: ActivityDraftSetting;

  constructor(cells: readonly string[], plan: ActivityPlan, setting: ActivityDraftSetting) {
    this.#cells = cells;
    this.#plan = plan;
    this.#setting = setting;
  }

  text(field: ActivityField): string | null {
    const column = this.#plan.fields.get(field);
    if (!column) return null;
    const text = cleanText(restore(this.#cells[column.column] ?? "")).trim();
    return text === "" || isMissing(text) ? null : text;
  }

  words(field: ActivityField, longest = longestWords): string | null {
    const text = this.text(field);
    // What cannot be printed has no place in the name of a source.
    const tidy = text?.replace(/\p{Cc}+/gu, " ") ?? null;
    return tidy === null || tidy.length <= longest ? tidy : this.#missing(field, "too-long");
  }

  who(): ActivityDraft["who"] {
    const phone = this.text("phone");
    const email = this.text("email");
    return {
      externalId: this.text("externalId"),
      phone: phone === null ? null : (phonesIn(phone)[0] ?? this.#missing("phone", "no-phone")),
      email: email === null ? null : (emailsIn(email)[0] ?? this.#missing("email", "no-email")),
    };
  }

  /** A day in one column and the time of day in another are one moment. */
  time(): Date | null | "unreadable" {
    const column = this.#plan.fields.get("at");
    const day = this.text("at");
    if (!column || day === null) return null;
    const clock = this.text("clock");
    const both = clock !== null && !/\d:\d{2}/.test(day) ? readDate(`${day} ${clock}`, column.format) : null;
    return both ?? readDate(day, column.format) ?? "unreadable";
  }

  type(): ActivityType | null | "unknown" | "leave" {
    const { types, type: ofAll } = this.#plan;
    const said = this.text("type");
    if (ofAll === null && said === null) return null;
    const type =
      ofAll ?? types.get(foldValue(said ?? "")) ?? proposeType(said ?? "", activityTypes) ?? "unknown";
    if (type === "unknown" || type === "leave") return type;
    return refineType(type, this.text("direction"), this.text("status"));
  }

  properties(type: ActivityType): ActivityDraft["properties"] {
    const properties: ActivityDraft["properties"] = {};
    for (const field of wordFields) {
      const words = this.words(field);
      if (words !== null) properties[field] = words;
    }
    const seconds = timed.includes(type) ? this.#seconds() : null;
    if (seconds !== null) properties.seconds = seconds;
    if (calls.includes(type)) {
      const texts = [this.text("status"), this.text("direction"), this.text("type")];
      const answered = wasAnswered(texts) ?? (seconds === null ? null : seconds > 0);
      if (answered !== null) properties.answered = answered;
    }
    return properties;
  }

  #seconds(): number | null {
    for (const field of ["seconds", "minutes"] as const) {
      const text = this.text(field);
      if (text === null) continue;
      const seconds = readDuration(text, field);
      if (seconds !== null && seconds <= longestSeconds) return seconds;
      this.#missing(field, "no-duration");
    }
    return null;
  }

  #missing(field: ActivityField, code: ActivityWarningCode): null {
    const column = this.#plan.fields.get(field);
    if (column) this.#setting.warn(column, code);
    return null;
  }
}

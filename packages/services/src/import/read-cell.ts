import {
  type DateFormat,
  type DecimalMark,
  parseBoolean,
  parseDate,
  parseNumber,
} from "@leadlift/scoring/features";
import type { AttributeKind } from "../attribute/define.ts";

export interface CellFormat {
  dateFormats?: readonly DateFormat[] | undefined;
  decimal?: DecimalMark | undefined;
  /** where times without an offset were written down */
  timezone: string;
}

export type CellValue = string | number | boolean;

const longestCategory = 1_000;
const zoned = /\d{1,2}:\d{2}.*(?:Z|UTC|[+-]\d{2}:?\d{2})$/i;
const dayMs = 86_400_000;

/** A cell's value as its column's kind; null when it is not of that kind. Dates as ISO text in UTC. */
export function readCell(text: string, kind: AttributeKind, format: CellFormat): CellValue | null {
  switch (kind) {
    case "numeric":
      return parseNumber(text, format.decimal);
    case "boolean":
      return parseBoolean(text);
    case "date":
      return readDate(text, format)?.toISOString() ?? null;
    case "text":
      return text;
    case "categorical":
    case "id":
      return text.length <= longestCategory ? text : null;
  }
}

/** A moment; a time without an offset is the organisation's own. Also Excel's day numbers and Unix seconds. */
export function readDate(text: string, { dateFormats, timezone }: CellFormat): Date | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return dateOfNumber(Number(trimmed), timezone);
  const formats = dateFormats?.length ? dateFormats : [undefined];
  for (const format of formats) {
    const date = parseDate(trimmed, format);
    if (date) return zoned.test(trimmed) ? date : fromWallTime(date, timezone);
  }
  return null;
}

function dateOfNumber(value: number, timezone: string): Date | null {
  // 1982 to 2064 as days since 1899-12-30, then seconds and milliseconds since 1970.
  if (value >= 30_000 && value < 60_000) {
    return fromWallTime(new Date(Math.round((value - 25_569) * dayMs)), timezone);
  }
  if (value >= 3e8 && value < 4e9) return new Date(value * 1000);
  if (value >= 3e11 && value < 4e12) return new Date(value);
  return null;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The moment at which clocks in `timezone` showed what `wall` shows in UTC. */
export function fromWallTime(wall: Date, timezone: string): Date {
  const guess = new Date(wall.getTime() - offsetAt(wall, timezone));
  // Near a change of clocks the first guess may be on its other side.
  return new Date(wall.getTime() - offsetAt(guess, timezone));
}

/** Milliseconds by which the zone's clocks are ahead of UTC. */
function offsetAt(at: Date, timezone: string): number {
  if (timezone === "UTC") return 0;
  if (timezone === "Asia/Kolkata" && at.getTime() > 0) return 5.5 * 3_600_000;
  let clock = clocks.get(timezone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clocks.set(timezone, clock);
  }
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

export interface Paise {
  min: number | null;
  max: number | null;
}

const mostRupees = 1e12;
const unit = /[a-z]+\.?$/i;

/** "85 L", "50–75 lakh", "₹ 1 Cr to 1.5 Cr", "below 60 L", "2 Cr+"; a single amount is the most. Integer paise. */
export function readBudget(text: string, decimal?: DecimalMark): Paise | null {
  const tidy = text
    .trim()
    .replace(/\bonwards\b/i, "+")
    .replace(/\s+/g, " ");
  const bound = /^(?:(<=?|below|under|up ?to|max(?:imum)?)|(>=?|above|over|min(?:imum)?|from))\s*(.+)$/i.exec(
    tidy,
  );
  const amount = bound?.[3] ?? tidy;
  if (bound?.[1]) return paise(null, rupees(amount, decimal));
  if (bound?.[2] || amount.endsWith("+")) return paise(rupees(amount.replace(/\+$/, ""), decimal), null);
  const [low, high, ...more] = amount.split(/\s*(?:-|–|—|\bto\b)\s*/i);
  if (low === undefined || more.length > 0) return null;
  if (high === undefined) return paise(null, rupees(low, decimal));
  const shared = /\d\s*$/.test(low) ? (unit.exec(high)?.[0] ?? "") : "";
  const ends = [rupees(`${low.trim()} ${shared}`, decimal), rupees(high, decimal)];
  if (ends.includes(null)) return null;
  const [min = null, max = null] = ends.sort((a, b) => Number(a) - Number(b));
  return paise(min, max);
}

export function readMoney(text: string, decimal?: DecimalMark): number | null {
  const amount = rupees(text, decimal);
  return amount === null ? null : Math.round(amount * 100);
}

function rupees(text: string, decimal?: DecimalMark): number | null {
  const amount = parseNumber(text.trim(), decimal);
  return amount !== null && amount >= 0 && amount <= mostRupees ? amount : null;
}

function paise(min: number | null, max: number | null): Paise | null {
  if (min === null && max === null) return null;
  return {
    min: min === null ? null : Math.round(min * 100),
    max: max === null ? null : Math.round(max * 100),
  };
}

import { z } from "zod";
import { ServiceError } from "../errors.ts";
import type { LeadSort } from "./view.ts";
import type { StatementValues } from "./view-sql.ts";

/** The column that a sort goes by, largest first, nothing last, then by id: as the indexes have it. */
const orders = {
  score: { column: "l.score", type: "int", nullable: true },
  newest: { column: "l.enquired_at", type: "timestamptz", nullable: true },
  updated: { column: "l.updated_at", type: "timestamptz", nullable: false },
} as const satisfies Record<LeadSort, { column: string; type: string; nullable: boolean }>;

/** The last row of a page: what it was sorted by, and its id. */
export interface Place {
  key: number | string | null;
  id: string;
}

const cursorSchema = z.object({
  sort: z.string(),
  key: z.union([z.number(), z.iso.datetime(), z.null()]),
  id: z.uuid(),
});

export function writeCursor(sort: LeadSort, key: number | Date | null, id: string): string {
  return Buffer.from(JSON.stringify({ sort, key, id })).toString("base64url");
}

/** Throws BAD_INPUT for what is no cursor of this sort. */
export function readCursor(sort: LeadSort, cursor: string): Place {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    value = null;
  }
  const parsed = cursorSchema.safeParse(value);
  const fits =
    parsed.success &&
    parsed.data.sort === sort &&
    (parsed.data.key === null || (typeof parsed.data.key === "number") === (sort === "score"));
  if (!fits)
    throw new ServiceError("BAD_INPUT", "This page does not belong to this list; start at its beginning.");
  return parsed.data;
}

/**
 * Rows (id, key) of one page. After a cursor the page has up to three parts, each a range of the index: rows that are
 * level with the last one, those below it, those with nothing to sort by. A part is read only if the page has room.
 */
export function pageSql(
  sort: LeadSort,
  where: string,
  after: Place | null,
  limit: number,
  into: StatementValues,
): string {
  const { column, type, nullable } = orders[sort];
  const most = into.add(limit, "int");
  const part = (condition: string, order: string) =>
    `(select l.id, ${column} as key from lead l where ${where} ${condition} order by ${order} limit ${most})`;
  const ranked = `${column} desc${nullable ? " nulls last" : ""}, l.id`;
  if (!after) return part("", ranked);
  const id = into.add(after.id, "uuid");
  const withoutKey = `and ${column} is null`;
  if (after.key === null) return part(`${withoutKey} and l.id > ${id}`, "l.id");
  const key = into.add(after.key, type);
  const parts = [
    part(`and ${column} = ${key} and l.id > ${id}`, "l.id"),
    part(`and ${column} < ${key}`, ranked),
  ];
  if (nullable) parts.push(part(withoutKey, "l.id"));
  return `select * from (${parts.join(" union all ")}) page limit ${most}`;
}

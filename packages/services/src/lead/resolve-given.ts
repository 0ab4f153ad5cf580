import type { OrgSql } from "@leadlift/db/connect";
import { isMissing } from "@leadlift/scoring/features";
import { z } from "zod";
import { type AttributeKind, defineAttributes } from "../attribute/define.ts";
import { attributeKey, isReserved } from "../attribute/key.ts";
import type { Context } from "../context.ts";
import { type CellValue, readBudget, readCell } from "../import/read-cell.ts";
import { normaliseEmail } from "../person/email.ts";
import type { GivenLead } from "./put-lead-input.ts";

const mostKeys = 500;
const longestCategory = 200;
const paisePerRupee = 100;
const isoDate = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/;

/** What a sender's words come to here; undefined: nothing was said of it, null: it is taken away. */
export interface ResolvedLead {
  ownerId: string | undefined;
  listingId: string | null | undefined;
  budget: { minPaise: number | null; maxPaise: number | null } | undefined;
  attributes: Record<string, CellValue | null>;
}

type Issue = { path: (string | number)[]; message: string };

/** Finds what is named, and types attributes; new ones are defined. Throws ZodError with every field that cannot be. */
export async function resolveGiven(sql: OrgSql, ctx: Context, given: GivenLead): Promise<ResolvedLead> {
  const issues: Issue[] = [];
  const resolved = {
    ownerId: await ownerOf(sql, ctx, given.owner, issues),
    listingId: await listingOf(sql, ctx, given.listing, issues),
    budget: budgetOf(given.budget, issues),
    attributes: await attributesOf(sql, ctx, given.attributes, issues),
  };
  if (issues.length === 0) return resolved;
  throw new z.ZodError(issues.map((issue) => ({ code: "custom", input: undefined, ...issue })));
}

async function ownerOf(
  sql: OrgSql,
  ctx: Context,
  owner: string | undefined,
  issues: Issue[],
): Promise<string | undefined> {
  if (owner === undefined || isMissing(owner)) return undefined;
  const { rows } = await sql.query<{ id: string }>(
    `select m.user_id as id from org_member m
       left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1 and lower(m.email) = $2 and s.deactivated_at is null`,
    [ctx.orgId, normaliseEmail(owner)],
  );
  if (!rows[0]) issues.push({ path: ["owner"], message: "is the e-mail address of nobody who works here" });
  return rows[0]?.id;
}

async function listingOf(
  sql: OrgSql,
  ctx: Context,
  externalId: string | null | undefined,
  issues: Issue[],
): Promise<string | null | undefined> {
  if (externalId === null) return null;
  if (externalId === undefined || externalId === "") return undefined;
  const { rows } = await sql.query<{ id: string }>(
    "select id from listing where org_id = $1 and external_id = $2",
    [ctx.orgId, externalId],
  );
  if (!rows[0]) issues.push({ path: ["listing"], message: "is no listing that is known here: put it first" });
  return rows[0]?.id;
}

/** In paise; undefined where nothing was said. What cannot be read is an issue. */
export function budgetOf(given: GivenLead["budget"], issues: Issue[]): ResolvedLead["budget"] {
  if (given === undefined) return undefined;
  if (given === null) return { minPaise: null, maxPaise: null };
  if (typeof given === "object") return given;
  if (typeof given === "string") {
    if (isMissing(given)) return undefined;
    const found = readBudget(given);
    if (found) return { minPaise: found.min, maxPaise: found.max };
  } else {
    const maxPaise = Math.round(given * paisePerRupee);
    if (Number.isSafeInteger(maxPaise)) return { minPaise: null, maxPaise };
  }
  issues.push({ path: ["budget"], message: "is no amount such as 85 L, 1.2 Cr or 50–75 L" });
  return undefined;
}

async function attributesOf(
  sql: OrgSql,
  ctx: Context,
  given: GivenLead["attributes"],
  issues: Issue[],
): Promise<ResolvedLead["attributes"]> {
  const said = Object.entries(given).filter(([, value]) => value === null || !isMissing(value));
  if (said.length === 0) return {};
  const known = await kindsOf(sql, ctx, Object.keys(given));
  const fresh = said.filter(([key, value]) => value !== null && !known.has(key));
  const refused = fresh.flatMap(([key]) => refusalOf(key));
  issues.push(...refused);
  if (fresh.length > 0 && refused.length === 0) {
    await define(sql, ctx, fresh, issues);
    // Somebody else may have given one of them another kind meanwhile.
    for (const [key, kind] of await kindsOf(sql, ctx, Object.keys(given))) known.set(key, kind);
  }
  const typed = said.flatMap(([key, value]): [string, CellValue | null][] => {
    if (value === null) return [[key, null]];
    const kind = known.get(key);
    if (!kind) return [];
    const read = readValue(ctx, kind, value);
    if (read === null) issues.push({ path: ["attributes", key], message: expected[kind] });
    return [[key, read]];
  });
  return Object.fromEntries(typed);
}

async function kindsOf(
  sql: OrgSql,
  ctx: Context,
  keys: readonly string[],
): Promise<Map<string, AttributeKind>> {
  const { rows } = await sql.query<{ key: string; kind: AttributeKind }>(
    "select key, kind from attribute where org_id = $1 and key = any($2::text[])",
    [ctx.orgId, keys],
  );
  return new Map(rows.map(({ key, kind }) => [key, kind]));
}

/** Attributes of imports have such keys only, and the two are meant to meet. */
function refusalOf(key: string): Issue[] {
  const path = ["attributes", key];
  if (isReserved(key)) return [{ path, message: "is the name of something that every lead has" }];
  const expectedKey = attributeKey(key, new Set());
  return expectedKey === key ? [] : [{ path, message: `is written ${expectedKey} here` }];
}

/** In the order of their keys, as everybody defines them: two who bring the same ones do not wait for each other. */
async function define(
  sql: OrgSql,
  ctx: Context,
  fresh: readonly [string, CellValue | null][],
  issues: Issue[],
): Promise<void> {
  const { rows } = await sql.query<{ count: number }>(
    "select count(*)::int as count from attribute where org_id = $1",
    [ctx.orgId],
  );
  if ((rows[0]?.count ?? 0) + fresh.length > mostKeys) {
    issues.push({ path: ["attributes"], message: `has a new key, and there are ${mostKeys} already` });
    return;
  }
  const wanted = fresh.flatMap(([key, value]) =>
    value === null ? [] : [{ key, label: labelOf(key), kind: kindOfValue(ctx, value) }],
  );
  await defineAttributes(
    sql,
    ctx,
    wanted.sort((a, b) => (a.key < b.key ? -1 : 1)),
  );
}

function labelOf(key: string): string {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function kindOfValue(ctx: Context, value: CellValue): AttributeKind {
  if (typeof value === "number") return "numeric";
  if (typeof value === "boolean") return "boolean";
  if (isoDate.test(value) && readValue(ctx, "date", value) !== null) return "date";
  return value.length > longestCategory ? "text" : "categorical";
}

const expected = {
  numeric: "has to be a number, for instance 3 or 12.5",
  boolean: "has to be true or false",
  date: "has to be a date, for instance 2026-12-01",
  categorical: `has to be a few words, ${longestCategory} letters at most`,
  text: "has to be some text",
  id: `has to be an id, ${longestCategory} letters at most`,
} as const satisfies Record<AttributeKind, string>;

function readValue(ctx: Context, kind: AttributeKind, value: CellValue): CellValue | null {
  if (typeof value === "number" && kind === "numeric") return value;
  if (typeof value === "boolean" && kind === "boolean") return value;
  const text = String(value);
  if ((kind === "categorical" || kind === "id") && text.length > longestCategory) return null;
  return readCell(text, kind, { timezone: ctx.organisation.timezone });
}

import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import type { LeadRow } from "./lead-row.ts";
import { pageSql, readCursor, writeCursor } from "./page-sql.ts";
import { readLeadRows } from "./read-rows.ts";
import { type SearchResult, searchLeads } from "./search.ts";
import { type LeadView, leadSorts, leadViewSchema, storable } from "./view.ts";
import { StatementValues, viewSql } from "./view-sql.ts";

export type { LeadSort, LeadView } from "./view.ts";

export const listLeadsInput = z.object({
  view: leadViewSchema.prefault({}),
  /** words of a name, a phone number or its last four digits, an e-mail address, or the lead's own id elsewhere */
  search: z.string().trim().max(200).refine(storable).optional(),
  sort: z.enum(leadSorts).default("score"),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export interface LeadPage {
  rows: LeadRow[];
  nextCursor: string | null;
  /** exact up to `countedUpTo`, or 500 for a name that thousands bear; above it that number, with `more` set */
  total: number;
  more: boolean;
}

/** Counting stops here: a longer list is walked, not counted. */
export const countedUpTo = 10_000;
const namesCountedUpTo = 500;

/** Throws BAD_INPUT for a cursor of another list. */
export async function listLeads(ctx: Context, input: z.input<typeof listLeadsInput>): Promise<LeadPage> {
  requirePermission(ctx, "lead.read");
  const { view, search, sort, cursor, limit } = listLeadsInput.parse(input);
  const after = cursor === undefined ? null : readCursor(sort, cursor);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const found = await searchLeads(sql, ctx, search);
    const most = found.kind === "names" ? namesCountedUpTo : countedUpTo;
    const counted = await countLeads(sql, ctx.orgId, view, found, most);

    const into = new StatementValues();
    const statement = pageSql(sort, viewSql(ctx.orgId, view, found, into), after, limit + 1, into);
    const { rows } = await sql.query<{ id: string; key: number | Date | null }>(statement, into.values);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      rows: await readLeadRows(
        sql,
        ctx,
        page.map(({ id }) => id),
      ),
      nextCursor: last ? writeCursor(sort, last.key, last.id) : null,
      total: Math.min(counted, most),
      more: counted > most,
    };
  });
}

async function countLeads(
  sql: OrgSql,
  orgId: string,
  view: LeadView,
  found: SearchResult,
  most: number,
): Promise<number> {
  const into = new StatementValues();
  const where = viewSql(orgId, view, found, into);
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int from (select from lead l where ${where} limit ${into.add(most + 1, "int")}) counted`,
    into.values,
  );
  return rows[0]?.count ?? 0;
}

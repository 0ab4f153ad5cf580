import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Dialect, dialectSchema } from "../csv/dialect.ts";
import { notFound } from "../errors.ts";
import { contentSchema, type ImportContent } from "./content.ts";

/** What is found out about a file: its dialect, and how many cells of a column did not fit, by "column code". */
export const foundSchema = dialectSchema.extend({ warnings: z.record(z.string(), z.int()).default({}) });

/** One delivery's hold on an import; `attempt` is the fencing token that every batch must match. */
export interface ImportClaim {
  importId: string;
  attempt: number;
  blobId: string;
  /** rows of the file that committed batches have dealt with */
  rowsRead: number;
  dialect: Dialect;
  content: ImportContent;
  warnings: Map<string, number>;
}

/** Null when the import has finished. A delivery that comes later takes the import from an earlier one. */
export async function claimImport(ctx: Context, importId: string): Promise<ImportClaim | null> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{
      attempt: number;
      blobId: string;
      rowsRead: number;
      dialect: unknown;
      kind: string;
      mapping: unknown;
    }>(
      `update import set status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now())
        where org_id = $1 and id = $2 and status in ('queued', 'running')
        returning attempt, blob_id as "blobId", rows_read as "rowsRead", dialect, kind, mapping`,
      [ctx.orgId, importId],
    );
    const [row] = rows;
    if (!row) {
      const known = await sql.query("select 1 from import where org_id = $1 and id = $2", [
        ctx.orgId,
        importId,
      ]);
      if (known.rows.length === 0) throw notFound("This import");
      return null;
    }
    const { warnings, ...dialect } = foundSchema.parse(row.dialect);
    return {
      importId,
      attempt: row.attempt,
      blobId: row.blobId,
      rowsRead: row.rowsRead,
      dialect,
      content: contentSchema.parse({ kind: row.kind, mapping: row.mapping }),
      warnings: new Map(Object.entries(warnings)),
    };
  });
}

/** Imports of one organisation take turns, so that two files with the same person do not make two persons. */
export async function holdImports(sql: OrgSql, ctx: Context): Promise<void> {
  await sql.query("select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))", [ctx.orgId]);
}

/** Holds the import's row until the transaction ends; false when this delivery no longer owns it. */
export async function holdImport(sql: OrgSql, ctx: Context, claim: ImportClaim): Promise<boolean> {
  await holdImports(sql, ctx);
  const { rows } = await sql.query(
    "select 1 from import where org_id = $1 and id = $2 and attempt = $3 and status = 'running' for update",
    [ctx.orgId, claim.importId, claim.attempt],
    "hold import",
  );
  return rows.length > 0;
}

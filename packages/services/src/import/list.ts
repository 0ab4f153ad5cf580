import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import {
  type ImportView,
  importColumnsSql,
  importsFromSql,
  type StoredImport,
  toImportView,
} from "./import-view.ts";

export const listImportsInput = z.object({ limit: z.int().min(1).max(100).default(20) });

/** Newest first. */
export async function listImports(
  ctx: Context,
  input: z.input<typeof listImportsInput> = {},
): Promise<ImportView[]> {
  requirePermission(ctx, "import.read");
  const { limit } = listImportsInput.parse(input);
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<StoredImport>(
      `select ${importColumnsSql} ${importsFromSql} where i.org_id = $1 order by i.created_at desc, i.id desc limit $2`,
      [ctx.orgId, limit],
    ),
  );
  return rows.map((row) => toImportView(row, ctx.language));
}

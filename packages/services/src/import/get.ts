import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import {
  type ImportView,
  importColumnsSql,
  importsFromSql,
  type StoredImport,
  toImportView,
} from "./import-view.ts";
import { wordReject } from "./words.ts";

export const getImportInput = z.object({ importId: z.uuid() });

export interface RejectedRow {
  line: number;
  code: string;
  text: string;
}

export interface ImportDetail extends ImportView {
  /** the first rejected rows */
  rejects: RejectedRow[];
}

const rejectsShown = 50;

/** Throws NOT_FOUND. */
export async function getImport(ctx: Context, input: z.input<typeof getImportInput>): Promise<ImportDetail> {
  requirePermission(ctx, "import.read");
  const { importId } = getImportInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<StoredImport>(
      `select ${importColumnsSql} ${importsFromSql} where i.org_id = $1 and i.id = $2`,
      [ctx.orgId, importId],
    );
    const [row] = rows;
    if (!row) throw notFound("This import");
    const rejects = await sql.query<{ line: number; code: string; params: Record<string, unknown> }>(
      "select line, code, params from import_reject where org_id = $1 and import_id = $2 order by line limit $3",
      [ctx.orgId, importId, rejectsShown],
    );
    return {
      ...toImportView(row, ctx.language),
      rejects: rejects.rows.map(({ line, code, params }) => ({
        line,
        code,
        text: wordReject(code, params, ctx.language),
      })),
    };
  });
}

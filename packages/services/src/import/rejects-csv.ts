import { z } from "zod";
import type { Context } from "../context.ts";
import { writeRows } from "../csv/write-rows.ts";
import { notFound } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { rejectPlace } from "./commit-batch.ts";
import { headersSchema, rejectHeaders } from "./mapping.ts";
import { wordReject } from "./words.ts";

export const rejectsCsvInput = z.object({ importId: z.uuid() });

export interface RejectsCsv {
  filename: string;
  /** UTF-8 text: the file's columns, then where and why each was rejected */
  text: AsyncIterable<string>;
}

const pageSize = 500;
const cellsSchema = z.array(z.string());

/** The rows that were not imported, as they stood. Throws NOT_FOUND before anything is streamed. */
export async function rejectsCsv(ctx: Context, input: z.input<typeof rejectsCsvInput>): Promise<RejectsCsv> {
  requirePermission(ctx, "import.run");
  const { importId } = rejectsCsvInput.parse(input);
  const found = await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.import.findUnique({
      where: { orgId_id: { orgId: ctx.orgId, id: importId } },
      select: { filename: true, mapping: true },
    }),
  );
  if (!found) throw notFound("This import");
  const headers = headersSchema.parse(found.mapping);
  return {
    filename: `${found.filename.replace(/\.[^.]*$/, "")} - rejected.csv`,
    text: writeRows([...headers, ...rejectHeaders], rejectedRows(ctx, importId, headers.length)),
  };
}

async function* rejectedRows(
  ctx: Context,
  importId: string,
  width: number,
): AsyncGenerator<(string | number)[]> {
  for (let after = 0; ; ) {
    const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
      sql.query<{ line: number; code: string; params: Record<string, unknown>; sealed: Buffer }>(
        `select line, code, params, sealed from import_reject
          where org_id = $1 and import_id = $2 and line > $3 order by line limit $4`,
        [ctx.orgId, importId, after, pageSize],
      ),
    );
    for (const { line, code, params, sealed } of rows) {
      const text = ctx.organisation.crypto.openText(rejectPlace(importId, line), sealed);
      const cells = cellsSchema.parse(JSON.parse(text));
      while (cells.length < width) cells.push("");
      yield [...cells, line, wordReject(code, params, ctx.language)];
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.line;
  }
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { CsvRow } from "../csv/open-csv.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { holdImport, type ImportClaim } from "./claim.ts";
import type { Stored } from "./intake.ts";

interface Reject {
  line: number;
  code: string;
  params: Record<string, string | number>;
  values: string[];
}

/** Rows of the file that are committed together. */
export class ImportBatch<Row> {
  rowsRead = 0;
  readonly rows: { row: Row; line: number; values: string[] }[] = [];
  readonly rejects: Reject[] = [];
  readonly warnings = new Map<string, number>();

  reject({ line, values }: CsvRow, code: string, params: Record<string, string | number>): void {
    this.rejects.push({ line, code, params, values });
  }

  warn(keys: readonly string[]): void {
    for (const key of keys) this.warnings.set(key, (this.warnings.get(key) ?? 0) + 1);
  }
}

/**
 * What the rows hold, rejected rows and progress in one transaction: after a kill the next attempt goes on behind it, and nothing
 * is done twice. False, with nothing written, when another delivery has taken the import.
 */
export async function commitBatch<Row>(
  ctx: Context,
  claim: ImportClaim,
  batch: ImportBatch<Row>,
  { bytesRead, store }: { bytesRead: number; store(sql: OrgSql, rows: readonly Row[]): Promise<Stored> },
): Promise<boolean> {
  const warnings = new Map(claim.warnings);
  for (const [key, count] of batch.warnings) warnings.set(key, (warnings.get(key) ?? 0) + count);
  const commit = async (sql: OrgSql): Promise<boolean> => {
    if (!(await holdImport(sql, ctx, claim))) return false;
    const counts = await store(
      sql,
      batch.rows.map(({ row }) => row),
    );
    const refused = counts.refused.flatMap(({ place, code, params }) => {
      const row = batch.rows[place];
      return row ? [{ line: row.line, values: row.values, code, params }] : [];
    });
    const rejects = [...batch.rejects, ...refused];
    await insertRejects(sql, ctx, claim.importId, rejects);
    await sql.query(
      `update import
          set bytes_read = $3, rows_read = rows_read + $4, rows_created = rows_created + $5,
              rows_updated = rows_updated + $6, rows_unchanged = rows_unchanged + $7, rows_rejected = rows_rejected + $8,
              dialect = dialect || jsonb_build_object('warnings', $9::jsonb)
        where org_id = $1 and id = $2`,
      [
        ctx.orgId,
        claim.importId,
        bytesRead,
        batch.rowsRead,
        counts.created,
        counts.updated,
        counts.unchanged,
        rejects.length,
        JSON.stringify(Object.fromEntries(warnings)),
      ],
      "import progress",
    );
    return true;
  };
  const committed = await untilSettled(() => ctx.db.withOrgSql(ctx.orgId, commit));
  if (committed) claim.warnings = warnings;
  return committed;
}

/** Where a rejected row is sealed. */
export function rejectPlace(importId: string, line: number) {
  return { table: "import_reject", column: "sealed", row: `${importId} ${line}` };
}

async function insertRejects(
  sql: OrgSql,
  ctx: Context,
  importId: string,
  rejects: readonly Reject[],
): Promise<void> {
  if (rejects.length === 0) return;
  const { crypto } = ctx.organisation;
  await sql.query(
    `insert into import_reject (org_id, import_id, line, code, params, sealed)
     select $1::uuid, $2::uuid, * from unnest($3::int[], $4::text[], $5::jsonb[], $6::bytea[])`,
    [
      ctx.orgId,
      importId,
      rejects.map(({ line }) => line),
      rejects.map(({ code }) => code),
      rejects.map(({ params }) => JSON.stringify(params)),
      rejects.map(({ line, values }) => crypto.seal(rejectPlace(importId, line), JSON.stringify(values))),
    ],
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { foundSchema } from "./claim.ts";
import type { ImportKind } from "./content.ts";

export interface StoredUpload {
  /** said or guessed when it came */
  kind: ImportKind;
  status: string;
  filename: string;
  sizeBytes: number;
  sha256: string;
  blobId: string;
  dialect: z.infer<typeof foundSchema>;
}

/** Throws NOT_FOUND. */
export async function readUpload(sql: OrgSql, ctx: Context, importId: string): Promise<StoredUpload> {
  const { rows } = await sql.query<Omit<StoredUpload, "dialect"> & { dialect: unknown }>(
    `select kind, status, filename, size_bytes::float8 as "sizeBytes", sha256, blob_id as "blobId", dialect
       from import where org_id = $1 and id = $2`,
    [ctx.orgId, importId],
  );
  const [row] = rows;
  if (!row) throw notFound("This import");
  return { ...row, dialect: foundSchema.parse(row.dialect) };
}

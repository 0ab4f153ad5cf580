import type { ColumnProfile } from "@leadlift/scoring/features";
import { listAttributes } from "../attribute/define.ts";
import type { Context } from "../context.ts";
import { proposeActivityMapping } from "./activities/propose.ts";
import type { ImportContent, ImportKind } from "./content.ts";
import { proposeListingMapping } from "./listings/propose.ts";
import { proposeMapping } from "./propose-mapping.ts";
import { type FileHead, sampledColumns } from "./read-head.ts";

export type ContentProposal = ImportContent & {
  /** how sure the proposal is of each column: 0 to 1, by place */
  confidence: number[];
  profiles: ColumnProfile[];
};

/** What the columns of a file mean, when it holds what is said. */
export async function proposeContent(
  ctx: Context,
  head: FileHead,
  kind: ImportKind,
): Promise<ContentProposal> {
  const columns = sampledColumns(head);
  switch (kind) {
    case "activities":
      return { kind, ...proposeActivityMapping(columns) };
    case "listings":
      return { kind, ...proposeListingMapping(columns) };
    case "leads": {
      const attributes = await ctx.db.withOrgSql(ctx.orgId, (sql) => listAttributes(sql, ctx));
      return { kind, ...proposeMapping(columns, { ladder: ctx.organisation.ladder, attributes }) };
    }
  }
}

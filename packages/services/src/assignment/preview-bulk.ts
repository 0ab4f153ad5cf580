import type { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { bulkPreviewInput } from "./bulk-input.ts";
import { planBulk } from "./plan-bulk.ts";

export { bulkPreviewInput } from "./bulk-input.ts";

export interface BulkPreview {
  leads: number;
  targets: {
    userId: string;
    name: string;
    /** open leads now and afterwards */
    open: number;
    openAfter: number;
    gets: number;
    grades: { A: number; B: number; C: number; D: number; none: number };
  }[];
}

/** What a bulk reassignment would do. Throws BAD_INPUT as it would. */
export async function bulkReassignPreview(
  ctx: Context,
  input: z.input<typeof bulkPreviewInput>,
): Promise<BulkPreview> {
  requirePermission(ctx, "lead.assign");
  const given = bulkPreviewInput.parse(input);
  const { moves, dealers } = await ctx.db.withOrgSql(ctx.orgId, (sql) => planBulk(sql, ctx, given));
  return {
    leads: moves.length,
    targets: dealers.map(({ userId, name, open }) => {
      const own = moves.filter(({ to }) => to === userId);
      const graded = (grade: string | null) => own.filter((move) => move.grade === grade).length;
      return {
        userId,
        name,
        open,
        openAfter: open + own.length,
        gets: own.length,
        grades: { A: graded("A"), B: graded("B"), C: graded("C"), D: graded("D"), none: graded(null) },
      };
    }),
  };
}

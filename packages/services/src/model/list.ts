import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";

export const listModelsInput = z.object({ limit: z.int().min(1).max(100).default(20) });

export interface ModelRow {
  id: string;
  version: number;
  role: "candidate" | "champion" | "retired";
  targetStep: string;
  horizonDays: number;
  trainingRunId: string;
  createdAt: Date;
  promotedAt: Date | null;
  retiredAt: Date | null;
}

/** Newest first. */
export async function listModels(ctx: Context, input: z.input<typeof listModelsInput>): Promise<ModelRow[]> {
  requirePermission(ctx, "model.read");
  const { limit } = listModelsInput.parse(input);
  const rows = await ctx.db.withOrg(ctx.orgId, (tx) =>
    tx.model.findMany({
      where: { orgId: ctx.orgId },
      orderBy: [{ createdAt: "desc" }, { version: "desc" }],
      take: limit,
      select: {
        id: true,
        version: true,
        role: true,
        targetStep: true,
        horizonDays: true,
        trainingRunId: true,
        createdAt: true,
        promotedAt: true,
        retiredAt: true,
      },
    }),
  );
  return rows.map((row) => ({ ...row, role: row.role as ModelRow["role"] }));
}

import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { Grade } from "./lead-row.ts";

export const scoreHistoryInput = z.object({
  leadId: z.uuid(),
  limit: z.int().min(1).max(500).default(100),
});

export interface ScorePoint {
  at: Date;
  state: "unknown" | "scored";
  score: number | null;
  grade: Grade | null;
  probability: number | null;
  cause: string;
  modelVersion: number | null;
}

/** Oldest first. Throws NOT_FOUND. */
export async function scoreHistory(
  ctx: Context,
  input: z.input<typeof scoreHistoryInput>,
): Promise<ScorePoint[]> {
  requirePermission(ctx, "lead.read");
  scoreHistoryInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "The history is being built.");
}

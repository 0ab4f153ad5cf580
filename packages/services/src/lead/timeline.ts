import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const leadTimelineInput = z.object({
  leadId: z.uuid(),
  before: z.coerce.date().optional(),
  limit: z.int().min(1).max(200).default(100),
});

interface Entry {
  id: string;
  at: Date;
}

/** One thing that happened. `actor` is a member's name; null: the system or an import. */
export type TimelineEntry =
  | (Entry & {
      kind: "event";
      type: string;
      source: string;
      properties: Record<string, string | number | boolean | null>;
    })
  | (Entry & {
      kind: "outcome";
      outcomeId: string;
      step: string;
      label: string;
      reached: boolean;
      reason: string | null;
      actor: string | null;
      source: string;
      undone: boolean;
      recordedAt: Date;
    })
  | (Entry & { kind: "undo"; outcomeId: string; step: string; label: string; actor: string | null })
  | (Entry & {
      kind: "score";
      score: number | null;
      grade: string | null;
      state: string;
      before: number | null;
      cause: string;
    })
  | (Entry & { kind: "import"; importId: string; filename: string })
  | (Entry & { kind: "audit"; action: string; actor: string | null });

/** Newest first. Throws NOT_FOUND. */
export async function leadTimeline(
  ctx: Context,
  input: z.input<typeof leadTimelineInput>,
): Promise<TimelineEntry[]> {
  requirePermission(ctx, "lead.read");
  leadTimelineInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "The timeline is being built.");
}

import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import type { LeadRow } from "./lead-row.ts";

export const getLeadInput = z.object({ leadId: z.uuid() });

/** A row of the score's explanation. 50 and all points are the score before rounding and limits. */
export interface LeadReason {
  feature: string;
  text: string;
  label: string;
  value: string | null;
  direction: "up" | "down" | "flat";
  points: number;
}

export interface LeadAttribute {
  key: string;
  label: string;
  kind: string;
  value: string | number | boolean | null;
}

export interface LeadDetail extends LeadRow {
  externalId: string | null;
  lostReason: string | null;
  updatedAt: Date;
  /** every contact point, masked */
  contacts: { id: string; kind: "phone" | "email"; masked: string }[];
  attributes: LeadAttribute[];
  reasons: LeadReason[] | null;
  /** what the probability is of, and the model that says so */
  scoredBy: { modelId: string; version: number; targetStep: string; horizonDays: number } | null;
  /** the outcome that undo would take back; null when there is none or the asker may not */
  undoable: { outcomeId: string; step: string; reached: boolean } | null;
  /** other leads of the same person */
  siblings: { id: string; kind: string; status: string; createdAt: Date }[];
}

/** Throws NOT_FOUND. */
export async function getLead(ctx: Context, input: z.input<typeof getLeadInput>): Promise<LeadDetail> {
  requirePermission(ctx, "lead.read");
  getLeadInput.parse(input);
  throw new ServiceError("UNAVAILABLE", "The lead page is being built.");
}

import { z } from "zod";
import type { LeadStatus } from "../lead/lead-row.ts";

/** Fields of every verb that adds an outcome; `version` refuses the change when the lead has changed since. */
export const changeFields = {
  leadId: z.uuid(),
  version: z.int().positive().optional(),
};

export interface OutcomeChange {
  leadId: string;
  /** the outcome added or taken back */
  outcomeId: string;
  status: LeadStatus;
  step: string | null;
  lostReason: string | null;
  version: number;
}

import { createHash } from "node:crypto";
import type { MadeLead } from "./made-lead.ts";

/** What somebody wants a score of: a lead that is kept, or one that they tell of. */
export type AskedLead = { id: string } | { made: MadeLead; events: readonly object[] };

export interface Asked {
  lead: AskedLead;
  /** how many are told; 0 spares the work */
  reasons: number;
}

/** Those who ask the same have the same key. */
export function keyOf(orgId: string, { lead, reasons }: Asked): string {
  if ("id" in lead) return `${orgId} ${lead.id} ${reasons}`;
  const told = createHash("sha256")
    .update(JSON.stringify([lead.made, lead.events]))
    .digest("base64");
  return `${orgId} ${told} ${reasons}`;
}

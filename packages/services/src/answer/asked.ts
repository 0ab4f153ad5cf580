import { hash } from "node:crypto";
import type { MadeLead } from "./made-lead.ts";

/** What somebody wants a score of: a lead that is kept, or one that they tell of. */
export type AskedLead = { id: string } | { made: MadeLead; events: readonly object[] };

export interface Asked {
  /** the same for those who ask the same */
  key: string;
  lead: AskedLead;
  /** how many are told; 0 spares the work */
  reasons: number;
}

export function askedOf(orgId: string, lead: AskedLead, reasons: number): Asked {
  return { key: `${orgId} ${"id" in lead ? lead.id : digestOf(lead)} ${reasons}`, lead, reasons };
}

/** By the lead as it was told: who is told of again in the same words is the same object. */
const digests = new WeakMap<MadeLead, { events: readonly object[]; digest: string }>();

function digestOf({ made, events }: Extract<AskedLead, { made: MadeLead }>): string {
  const known = digests.get(made);
  if (known?.events === events) return known.digest;
  const digest = hash("sha256", JSON.stringify([made, events]), "base64");
  digests.set(made, { events, digest });
  return digest;
}

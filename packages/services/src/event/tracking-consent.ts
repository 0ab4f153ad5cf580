import type { OrgSql } from "@leadlift/db/connect";
import { consentView, type EventType, eventKinds, type Purpose } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { consentFacts } from "../feature/load-consents.ts";

/**
 * The purpose without which an event may not even be kept. An enquiry is an enquiry, and a call that was made is a
 * record of it, whatever features may do with them.
 */
export function purposeToKeep(type: EventType): Purpose | null {
  const { purpose } = eventKinds[type];
  if (type === "form_submit") return null;
  return purpose === "web_tracking" || purpose === "enrichment" ? purpose : null;
}

/** Tells what is in force now for each of these persons. */
export async function consentsInForce(
  sql: OrgSql,
  ctx: Context,
  personIds: readonly string[],
): Promise<(personId: string, purpose: Purpose) => boolean> {
  const facts = personIds.length > 0 ? await consentFacts(sql, ctx, personIds) : new Map();
  const now = ctx.now().getTime();
  const asOf = { at: now, knownAt: now, lawfulAt: now };
  const views = new Map(
    personIds.map((personId) => [personId, consentView(facts.get(personId) ?? [], [personId], asOf)]),
  );
  return (personId, purpose) => views.get(personId)?.[purpose].inForce ?? false;
}

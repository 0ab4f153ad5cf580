import { type EventType, eventKinds, type Purpose } from "@leadlift/scoring/features";

/**
 * The purpose without which an event may not even be kept. An enquiry is an enquiry, and a call that was made is a
 * record of it, whatever features may do with them.
 */
export function purposeToKeep(type: EventType): Purpose | null {
  const { purpose } = eventKinds[type];
  if (type === "form_submit") return null;
  return purpose === "web_tracking" || purpose === "enrichment" ? purpose : null;
}

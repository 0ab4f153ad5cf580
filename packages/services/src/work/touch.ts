import type { EventType } from "@leadlift/scoring/features";

/** The person's word to us. */
export const inboundTypes = [
  "form_submit",
  "email_reply",
  "whatsapp_in",
  "call_in",
  "chat",
] as const satisfies readonly EventType[];

/** Our word to the person; a call counts whether it was answered or not. */
export const outboundTypes = [
  "email_sent",
  "whatsapp_out",
  "call_out",
] as const satisfies readonly EventType[];

export type Touch = "in" | "out";

const touches: ReadonlyMap<string, Touch> = new Map([
  ...inboundTypes.map((type) => [type, "in"] as const),
  ...outboundTypes.map((type) => [type, "out"] as const),
]);

/** Whose word an event of this type is; null: nobody said anything to anybody. */
export function touchOf(type: string): Touch | null {
  return touches.get(type) ?? null;
}

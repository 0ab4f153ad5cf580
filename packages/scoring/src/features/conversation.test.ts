import { describe, expect, it } from "vitest";
import { event, minute, noon, read } from "../test/made-up-features.ts";
import type { EventType } from "./event-types.ts";

/** One a minute, in this order. */
function talk(...types: (EventType | "no answer")[]) {
  return types.map((type, i) =>
    type === "no answer"
      ? event("call_out", noon + i * minute, { answered: false })
      : event(type, noon + i * minute),
  );
}
const of = (name: string, ...types: Parameters<typeof talk>) =>
  read(name, { events: talk(...types), now: noon + 60 * minute });

describe("features of the conversation", () => {
  it("counts a WhatsApp message as answered once, and smooths small numbers", () => {
    expect(of("whatsapp_response_rate", "whatsapp_out")).toBeCloseTo(1 / 3, 12);
    expect(of("whatsapp_response_rate", "whatsapp_out", "whatsapp_out", "whatsapp_in", "whatsapp_in")).toBe(
      2 / 4,
    );
    expect(of("whatsapp_response_rate", "whatsapp_in")).toBeNaN();
  });

  it("counts what they wrote, wherever", () => {
    expect(of("messages_in", "whatsapp_in", "email_reply", "chat", "email_open")).toBe(3);
    expect(of("messages_in", "whatsapp_out")).toBe(0);
    expect(of("messages_in", "page_view")).toBeNaN();
  });

  it("shares calls into answered and not", () => {
    expect(of("calls_answered_share", "call_out", "no answer", "no answer", "no answer")).toBe(0.25);
    expect(of("calls_answered_share", "call_in")).toBeNaN();
    expect(of("calls_in", "call_in", "no answer", "call_in")).toBe(2);
    expect(of("calls_in", "no answer")).toBe(0);
    expect(of("calls_in", "whatsapp_in")).toBeNaN();
  });

  it("shares e-mails into clicked and not, never more than all", () => {
    expect(of("email_click_rate", "email_sent", "email_sent", "email_click")).toBe(0.5);
    expect(of("email_click_rate", "email_sent", "email_click", "email_click")).toBe(1);
    expect(of("email_click_rate", "email_click")).toBeNaN();
  });

  it("knows the last of whether e-mails arrive", () => {
    expect(of("email_bounced")).toBeNaN();
    expect(of("email_bounced", "email_sent")).toBe(0);
    expect(of("email_bounced", "email_sent", "email_bounce")).toBe(1);
    expect(of("email_bounced", "email_bounce", "email_sent")).toBe(1);
    expect(of("email_bounced", "email_bounce", "email_sent", "email_open")).toBe(0);
  });
});

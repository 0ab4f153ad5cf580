import { describe, expect, test } from "vitest";
import { activityTypes } from "./mapping.ts";
import { proposeType, refineType, wasAnswered } from "./type-words.ts";

describe("a value of a type column", () => {
  test.each([
    ["whatsapp_in", "whatsapp_in"],
    ["Outgoing Call", "call_out"],
    ["Inbound Phone Call", "call_in"],
    ["Call not received", "call_out"],
    ["Missed Call", "call_in"],
    ["WhatsApp Message Received", "whatsapp_in"],
    ["WhatsApp Sent", "whatsapp_out"],
    ["WhatsApp read", "whatsapp_read"],
    ["Email Opened", "email_open"],
    ["Email Link Clicked", "email_click"],
    ["E-mail bounced", "email_bounce"],
    ["Replied to Email", "email_reply"],
    ["Mail", "email_sent"],
    ["Site Visit Scheduled", "site_visit_booked"],
    ["Site Visit Done", "site_visit_done"],
    ["SV - No Show", "site_visit_missed"],
    ["Meeting", "site_visit_done"],
    ["Page Visited on Website", "page_view"],
    ["Viewed Property", "listing_view"],
    ["Brochure download", "download"],
    ["Enquiry form", "form_submit"],
    ["Follow up", "note"],
    ["Stage Change", "stage_change"],
    ["Olark Chat Conversation", "chat"],
    ["Buyer", null],
    ["", null],
    ["🙂", null],
  ])("%s means %s", (value, type) => {
    expect(proposeType(value, activityTypes)).toBe(type);
  });
});

test("direction and status make a type what it was", () => {
  expect(refineType("call_out", "Incoming", null)).toBe("call_in");
  expect(refineType("call_in", "OUTBOUND", null)).toBe("call_out");
  expect(refineType("whatsapp_out", "Received", null)).toBe("whatsapp_in");
  expect(refineType("email_sent", "inbound", null)).toBe("email_reply");
  expect(refineType("site_visit_done", null, "Cancelled")).toBe("site_visit_missed");
  expect(refineType("site_visit_booked", null, "Completed")).toBe("site_visit_done");
  expect(refineType("email_sent", null, "Bounced")).toBe("email_bounce");
  expect(refineType("note", "incoming", "done")).toBe("note");
});

test("a call's words say whether it was answered, the more telling first", () => {
  expect(wasAnswered(["Not connected", "Outgoing"])).toBe(false);
  expect(wasAnswered(["RNR"])).toBe(false);
  expect(wasAnswered(["Connected - interested"])).toBe(true);
  expect(wasAnswered([null, "Missed"])).toBe(false);
  expect(wasAnswered(["Hot", "Call"])).toBeNull();
});

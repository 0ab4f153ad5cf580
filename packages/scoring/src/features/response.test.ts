import { describe, expect, it } from "vitest";
import { day, event, hour, minute, noon, read } from "../test/made-up-features.ts";

const velocity = (...events: ReturnType<typeof event>[]) => read("response_velocity", { events });

describe("response_velocity", () => {
  it("is the time from our message to their next answer", () => {
    expect(
      velocity(event("whatsapp_out", noon - hour), event("whatsapp_in", noon - 30 * minute)),
    ).toBeCloseTo(30, 9);
  });

  it("counts from the first message that waited", () => {
    const events = [
      event("whatsapp_out", noon - 3 * hour),
      event("email_sent", noon - hour),
      event("call_in", noon),
    ];
    expect(velocity(...events)).toBeCloseTo(180, 9);
  });

  it("takes reading for no answer, and a message without ours before it for none", () => {
    expect(velocity(event("whatsapp_out", noon - hour), event("whatsapp_read", noon))).toBeNaN();
    expect(velocity(event("whatsapp_in", noon - hour), event("whatsapp_in", noon))).toBeNaN();
    expect(velocity(event("whatsapp_out", noon))).toBeNaN();
  });

  it("takes picking up for an answer at once, whatever had waited for the call", () => {
    const call = event("call_out", noon, { answered: true });
    expect(velocity(event("whatsapp_out", noon - day), call)).toBe(0);
    expect(
      velocity(event("call_out", noon - 2 * hour, { answered: false }), event("call_in", noon)),
    ).toBeCloseTo(120, 9);
  });

  it("means on a logarithmic scale, the newer counting more", () => {
    const events = [
      event("whatsapp_out", noon - 14 * day - 3 * minute),
      event("whatsapp_in", noon - 14 * day),
      event("whatsapp_out", noon - 63 * minute),
      event("whatsapp_in", noon),
    ];
    // log2(4) = 2 weighs a half, log2(64) = 6 weighs one
    expect(velocity(...events)).toBeCloseTo(2 ** ((2 / 2 + 6) / 1.5) - 1, 9);
  });
});

describe("the first contact", () => {
  const events = [
    event("email_sent", noon - hour),
    event("whatsapp_out", noon - 50 * minute),
    event("email_reply", noon - 40 * minute),
    event("whatsapp_out", noon - 30 * minute),
    event("whatsapp_in", noon - 29 * minute),
  ];

  it("gives the time to our touch from the enquiry, and to their first reply", () => {
    expect(read("first_reply_minutes", { events })).toBe(20);
    const touch = (enquiredAt: number) =>
      read("broker_first_touch_minutes", { events, profile: { enquiredAt } });
    expect(touch(noon - 2 * hour)).toBe(60);
    expect(touch(noon)).toBe(0);
  });

  it("is not known without a touch of ours", () => {
    const theirs = { events: [event("whatsapp_in", noon)] };
    expect(read("broker_first_touch_minutes", theirs)).toBeNaN();
    expect(read("first_reply_minutes", theirs)).toBeNaN();
  });
});

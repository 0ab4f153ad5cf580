import { describe, expect, it } from "vitest";
import { day, event, hour, minute, noon, read } from "../test/made-up-features.ts";

/** 11:30 on the wall of the lead's organisation. */
const midnight = noon - 11.5 * hour;

describe("features of activity", () => {
  const events = [
    event("whatsapp_in", noon - 40 * day),
    event("email_open", noon - 29 * day),
    event("whatsapp_in", noon - 6 * day),
    event("chat", noon - 6 * day + minute),
    event("whatsapp_out", noon - 2 * day),
    event("email_click", noon - day),
  ];
  const of = (name: string) => read(name, { events });

  it("counts what the person did, not what we did", () => {
    expect(of("interaction_frequency")).toBe(4);
    expect(of("acts_7d")).toBe(3);
    expect(of("active_days_30d")).toBe(3);
  });

  it("sets the week against the month", () => {
    expect(of("engagement_trend")).toBeCloseTo((3 / 7 + 0.1) / (4 / 30 + 0.1), 12);
  });

  it("weighs frequency by how recent the last act is", () => {
    expect(of("recency_frequency")).toBeCloseTo(2 ** (-1 / 7) * Math.log2(5), 12);
    expect(read("recency_frequency", { events: [event("whatsapp_out", noon)] })).toBe(0);
  });

  it("counts silence from the last time the person spoke to us", () => {
    expect(of("silence_days")).toBeCloseTo(6 - 1 / 1440, 12);
    const call = (answered: boolean) =>
      read("silence_days", { events: [event("call_out", noon - day, { answered })] });
    expect(call(true)).toBe(1);
    expect(call(false)).toBeNaN();
    expect(read("silence_days", { events: [event("email_open", noon)] })).toBeNaN();
  });

  it("counts whole days of the organisation's wall calendar", () => {
    const within = (at: number) => read("acts_7d", { events: [event("chat", at)] });
    expect(within(midnight - 6 * day)).toBe(1);
    expect(within(midnight - 6 * day - 1)).toBe(0);
    const utc = { utcOffsetMinutes: 0, fiscalYearStart: 4 };
    expect(read("acts_7d", { events: [event("chat", midnight - 6 * day)], settings: utc })).toBe(0);
  });

  it("is not known before anything happened, and 0 when only we acted", () => {
    const names = [
      "interaction_frequency",
      "acts_7d",
      "active_days_30d",
      "engagement_trend",
      "recency_frequency",
    ];
    for (const name of names) expect(read(name)).toBeNaN();
    expect(read("interaction_frequency", { events: [event("email_sent", noon)] })).toBe(0);
  });

  it("keeps thirty days however long the history is", () => {
    const daily = Array.from({ length: 400 }, (_, i) => event("chat", noon - i * day));
    expect(read("interaction_frequency", { events: daily })).toBe(30);
    expect(read("interaction_frequency", { events: daily, now: noon + 10 * day })).toBe(20);
  });
});

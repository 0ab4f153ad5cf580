import { describe, expect, it } from "vitest";
import { day, event, minute, noon, read, second } from "../test/made-up-features.ts";
import { keyOf } from "./event-types.ts";

const names = ["sessions", "session_depth", "site_minutes", "engagement_score", "interaction_frequency"];
const page = (at: number, path = `/${at}`, seconds = 0) =>
  event("page_view", at, { key: keyOf(path), seconds });
const sessions = (...events: ReturnType<typeof event>[]) => read("sessions", { events });

describe("sessions", () => {
  it("end after half an hour without a page", () => {
    expect(sessions(page(noon - 30 * minute), page(noon))).toBe(1);
    expect(sessions(page(noon - 30 * minute - 1), page(noon))).toBe(2);
    expect(sessions(page(noon - 50 * minute), event("whatsapp_in", noon - 25 * minute), page(noon))).toBe(2);
  });

  it("sum pages and time", () => {
    const events = [
      page(noon - 2 * day, "/a", 30),
      event("listing_view", noon - 2 * day + minute, { seconds: 60 }),
      event("download", noon - 2 * day + 2 * minute),
      page(noon - day, "/a", 90),
    ];
    expect(read("session_depth", { events })).toBe(1.5);
    expect(read("site_minutes", { events })).toBe(3);
    expect(read("days_since_session", { events })).toBe(1);
  });

  it("are not known without an event on the site", () => {
    for (const name of ["sessions", "session_depth", "site_minutes", "days_since_session"]) {
      expect(read(name, { events: [event("whatsapp_in", noon)] })).toBeNaN();
    }
  });
});

describe("what the screen keeps out", () => {
  it("counts a page that fires twice within two seconds once, everywhere", () => {
    const once = [page(noon - minute, "/a"), page(noon - 30 * second, "/b")];
    const twice = [...once, page(noon - minute + 2 * second, "/a"), page(noon - minute + 4 * second, "/a")];
    for (const name of names) expect(read(name, { events: twice })).toBe(read(name, { events: once }));
    const slower = [...once, page(noon - minute + 2001, "/a")];
    expect(read("interaction_frequency", { events: slower })).toBe(3);
  });

  it("counts twice what does not say which page it was", () => {
    expect(
      read("interaction_frequency", { events: [event("page_view", noon - 1), event("page_view", noon)] }),
    ).toBe(2);
  });

  it("never counts a session of six pages less than half a second apart", () => {
    const burst = (pages: number, pause = 499) =>
      Array.from({ length: pages }, (_, i) => page(noon - minute + i * pause));
    expect(sessions(...burst(6))).toBeNaN();
    expect(read("engagement_score", { events: burst(6) })).toBeNaN();
    expect(read("interaction_frequency", { events: burst(5) })).toBe(5);
    expect(read("interaction_frequency", { events: burst(6, 500) })).toBe(6);
  });

  it("counts nothing more of such a session, and the next one again", () => {
    const burst = Array.from({ length: 20 }, (_, i) => page(noon - 2 * day + i * 100));
    const slower = page(noon - 2 * day + 10 * minute);
    expect(sessions(...burst, slower)).toBeNaN();
    expect(sessions(...burst, slower, page(noon))).toBe(1);
  });

  it("takes equal times for a coarse clock, not for speed", () => {
    const events = Array.from({ length: 10 }, (_, i) => page(noon, `/${i}`));
    expect(read("interaction_frequency", { events })).toBe(10);
  });

  it("counts what happens elsewhere in the meantime", () => {
    const burst = Array.from({ length: 6 }, (_, i) => page(noon - minute + i * 100));
    const message = event("whatsapp_in", noon - minute + 250);
    expect(read("interaction_frequency", { events: [...burst, message] })).toBe(1);
    expect(read("interaction_frequency", { events: [...burst.slice(0, 5), message] })).toBe(6);
  });
});

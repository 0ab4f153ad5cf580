import { expect, test } from "vitest";
import { staleAt } from "./stale-at.ts";

const india = { timezone: "Asia/Kolkata", fiscalYearStart: 4 };
const at = new Date("2026-11-23T10:00:00Z");
const quiet = { at, lastEventAt: null, lawfulUntil: null };

test("a quiet lead's vector stands until the organisation's midnight", () => {
  expect(staleAt(india, quiet).toISOString()).toBe("2026-11-23T18:30:00.000Z");
  expect(staleAt(india, { ...quiet, at: new Date("2026-11-23T18:30:00Z") }).toISOString()).toBe(
    "2026-11-24T18:30:00.000Z",
  );
});

test("an active lead's stands for an hour, and never over midnight", () => {
  const active = { ...quiet, lastEventAt: new Date("2026-11-17T10:00:00Z") };
  expect(staleAt(india, active).toISOString()).toBe("2026-11-23T11:00:00.000Z");
  expect(staleAt(india, { ...active, at: new Date("2026-11-23T18:00:00Z") }).toISOString()).toBe(
    "2026-11-23T18:30:00.000Z",
  );
});

test("no vector outlives the consent it was read with", () => {
  const lawfulUntil = new Date("2026-11-23T10:05:00Z");
  expect(staleAt(india, { ...quiet, lawfulUntil })).toEqual(lawfulUntil);
});

import { expect, test } from "vitest";
import { LandmarkChoice, landmarkOf, type SettledLead } from "./landmark.ts";

const hour = 3_600_000;
const day = 24 * hour;
const enquiry = Date.UTC(2026, 0, 1);
const now = enquiry + 100 * day;

function lead(index: number, given: Partial<SettledLead> = {}): SettledLead {
  return {
    leadId: `0192${String(index * 7919).padStart(4, "0")}-0000-7000-8000-${String(index).padStart(12, "0")}`,
    label: 0,
    enquiredAt: new Date(enquiry),
    createdAt: new Date(enquiry),
    decidedAt: null,
    untimed: false,
    ...given,
  };
}
const many = (given: Partial<SettledLead> = {}) => Array.from({ length: 900 }, (_, i) => lead(i, given));

test("leads are looked at from five ages, a fifth or so from each", () => {
  const counts = new Map<number, number>();
  for (const each of many()) {
    const age = (landmarkOf(each, "ages", now) ?? Number.NaN) - enquiry;
    counts.set(age, (counts.get(age) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([hour, day, 3 * day, 7 * day, 14 * day]);
  for (const count of counts.values()) expect(count).toBeGreaterThan(60);
});

test("a lead teaches from no moment at which it was decided, or that is still to come", () => {
  for (const decidedAt of [enquiry + 2 * hour, enquiry + 5 * day]) {
    for (const each of many({ decidedAt: new Date(decidedAt) })) {
      expect(landmarkOf(each, "ages", now) ?? 0).toBeLessThan(decidedAt);
    }
  }
  for (const each of many()) expect(landmarkOf(each, "ages", enquiry + day) ?? 0).toBeLessThan(enquiry + day);
});

test("what was decided nobody knows when teaches from the first hour only", () => {
  const moments = new Set(many({ untimed: true }).map((each) => landmarkOf(each, "ages", now)));
  expect(moments).toEqual(new Set([null, enquiry + hour]));
});

test("an hour after the enquiry every lead teaches, a new one as of now", () => {
  const settled = lead(1, { decidedAt: new Date(enquiry + 60_000) });
  expect(landmarkOf(settled, "hour", now)).toBe(enquiry + hour);
  expect(landmarkOf(settled, "hour", enquiry + 60_000)).toBe(enquiry + 60_000);
});

test("ages are used where forty of both kinds remain and times of decisions are known", () => {
  const chosen = (reached: Partial<SettledLead>, count: number) => {
    const choice = new LandmarkChoice();
    for (const each of many()) choice.add(each, now);
    for (const each of many({ label: 1, ...reached }).slice(0, count)) choice.add(each, now);
    return choice.landmarks;
  };
  expect(chosen({ decidedAt: new Date(enquiry + 20 * day) }, 60)).toBe("ages");
  expect(chosen({ decidedAt: new Date(enquiry + 20 * day) }, 30)).toBe("hour");
  expect(chosen({ decidedAt: new Date(enquiry + 20 * 60_000) }, 900)).toBe("hour");
  expect(chosen({ untimed: true }, 900)).toBe("hour");
});

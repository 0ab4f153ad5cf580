import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addBusinessMinutes, businessCalendar, businessMinutes } from "./business-time.ts";

const workdays = { businessHours: { "1": [[570, 1170]], "6": [[600, 840]] }, holidays: [] } satisfies Pick<
  Parameters<typeof businessCalendar>[0],
  "businessHours" | "holidays"
>;

const moment = fc.date({
  min: new Date("2026-01-01T00:00:00Z"),
  max: new Date("2026-12-31T00:00:00Z"),
  noInvalidDate: true,
});
const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
  .map(([from, length]): [number, number] => [from, Math.min(1440, from + length)]);
const calendar = fc
  .record({
    timezone: fc.constantFrom(
      "Asia/Kolkata",
      "Europe/London",
      "America/Santiago",
      "Asia/Beirut",
      "Pacific/Apia",
    ),
    businessHours: fc.dictionary(
      fc.constantFrom(...(["1", "2", "3", "4", "5", "6", "7"] as const)),
      fc.array(span, { maxLength: 3 }),
    ),
    holidays: fc
      .uniqueArray(fc.integer({ min: 1, max: 28 }))
      .map((days) =>
        days.map((day) => ({ day: `2026-03-${String(day).padStart(2, "0")}`, label: "Closed" })),
      ),
  })
  .map(businessCalendar);
const count = fc.integer({ min: 0, max: 5_000 });

describe("minutes of business", () => {
  test("add up over any moment between", () => {
    fc.assert(
      fc.property(calendar, fc.tuple(moment, moment, moment), (hours, moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x.getTime() - y.getTime());
        if (!a || !b || !c) return;
        const whole = businessMinutes(a, c, hours);
        expect(businessMinutes(a, b, hours) + businessMinutes(b, c, hours)).toBeCloseTo(whole, 6);
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(whole).toBeLessThanOrEqual((c.getTime() - a.getTime()) / 60_000 + 1e-9);
        expect(businessMinutes(c, a, hours)).toBe(0);
      }),
    );
  });

  test("added to a moment have passed at the moment they lead to, and not before", () => {
    fc.assert(
      fc.property(calendar, moment, fc.integer({ min: 1, max: 5_000 }), (hours, from, minutes) => {
        const until = addBusinessMinutes(from, minutes, hours);
        expect(businessMinutes(from, until, hours)).toBeCloseTo(minutes, 6);
        expect(businessMinutes(from, new Date(until.getTime() - 60_000), hours)).toBeLessThan(minutes);
      }),
    );
  });

  test("are added one after the other or at once, and never lead back", () => {
    fc.assert(
      fc.property(calendar, moment, count, count, (hours, from, first, then) => {
        const between = addBusinessMinutes(from, first, hours);
        expect(between.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(addBusinessMinutes(between, then, hours)).toEqual(
          first + then === 0 ? from : addBusinessMinutes(from, first + then, hours),
        );
      }),
    );
  });
});

describe("the promise to answer", () => {
  const india = businessCalendar({ timezone: "Asia/Kolkata", ...workdays });
  const at = (text: string) => new Date(`${text}+05:30`);

  test("runs within hours, waits for the next opening outside them", () => {
    expect(addBusinessMinutes(at("2026-11-23T10:00"), 5, india)).toEqual(at("2026-11-23T10:05"));
    expect(addBusinessMinutes(at("2026-11-23T19:28"), 5, india)).toEqual(at("2026-11-28T10:03"));
    expect(addBusinessMinutes(at("2026-11-22T03:00"), 5, india)).toEqual(at("2026-11-23T09:35"));
    expect(businessMinutes(at("2026-11-22T03:00"), at("2026-11-23T09:35"), india)).toBe(5);
  });

  test("passes over holidays", () => {
    const closed = businessCalendar({
      timezone: "Asia/Kolkata",
      ...workdays,
      holidays: [{ day: "2026-11-23", label: "Gurpurab" }],
    });
    expect(addBusinessMinutes(at("2026-11-23T10:00"), 5, closed)).toEqual(at("2026-11-28T10:05"));
  });

  test("means the organisation's own clock", () => {
    const london = businessCalendar({ timezone: "Europe/London", ...workdays });
    // Summer time began the day before.
    expect(addBusinessMinutes(new Date("2026-03-30T08:00:00Z"), 5, london)).toEqual(
      new Date("2026-03-30T08:35:00Z"),
    );
  });

  test("of an organisation without hours counts every minute", () => {
    const always = businessCalendar({ timezone: "Asia/Kolkata", businessHours: {}, holidays: [] });
    expect(businessMinutes(at("2026-11-22T23:00"), at("2026-11-23T01:30"), always)).toBe(150);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldText, followUpChips, momentOf, snoozeChips, visitChips } from "./date-chips.ts";

const india = "Asia/Kolkata";
const shown = (chips: { name: string; at: Date }[]) =>
  chips.map(({ name, at }) => `${name} ${fieldText(at, india)}`);

describe("chips of dates", () => {
  // A Monday, 18:26 in India.
  const monday = new Date("2026-11-23T12:56:00Z");

  it("offer an hour, tomorrow at ten and Saturday at eleven by the organisation's clock", () => {
    expect(shown(followUpChips(monday, india))).toEqual([
      "hour 2026-11-23T19:30",
      "tomorrow 2026-11-24T10:00",
      "saturday 2026-11-28T11:00",
    ]);
  });

  it("take tomorrow from the organisation's day, not the device's", () => {
    const afterMidnightInIndia = new Date("2026-11-23T19:00:00Z");
    expect(shown(visitChips(afterMidnightInIndia, india))[0]).toBe("tomorrow 2026-11-25T11:00");
  });

  it("mean the next Saturday on a Saturday", () => {
    const saturday = new Date("2026-11-28T05:00:00Z");
    expect(shown(followUpChips(saturday, india))[2]).toBe("saturday 2026-12-05T11:00");
  });

  it("let a lead sleep for a week at most by one tap", () => {
    expect(shown(snoozeChips(monday, india))[2]).toBe("week 2026-11-30T10:00");
  });

  it("lie in the future, whenever one asks", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
        fc.constantFrom(india, "Europe/Berlin", "America/St_Johns"),
        (now, zone) => {
          for (const { at } of [followUpChips, visitChips, snoozeChips].flatMap((chips) =>
            chips(now, zone),
          )) {
            expect(at.getTime()).toBeGreaterThan(now.getTime());
          }
        },
      ),
    );
  });
});

describe("a field for date and time", () => {
  it("gives back the minute that it shows", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
        (at) => {
          const minute = Math.floor(at.getTime() / 60_000) * 60_000;
          expect(momentOf(fieldText(new Date(minute), india), india)?.getTime()).toBe(minute);
        },
      ),
    );
  });

  it("says nothing for what is no date", () => {
    expect(momentOf("", india)).toBeNull();
    expect(momentOf("2026-11", india)).toBeNull();
  });
});

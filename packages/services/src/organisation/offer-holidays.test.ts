import { expect, test } from "vitest";
import { holidaysSchema } from "../work/business-hours.ts";
import { offerHolidays } from "./offer-holidays.ts";

test("a year's public holidays are offered in order, each day once", () => {
  const offered = offerHolidays({ actor: { kind: "system", name: "test" } }, { year: 2026 });
  const days = offered.map(({ day }) => day);
  expect(days).toEqual([...new Set(days)].sort());
  expect(holidaysSchema.safeParse(offered).success).toBe(true);
  const of = (label: string) => offered.find((holiday) => holiday.label === label)?.day;
  expect(of("Republic Day")).toBe("2026-01-26");
  expect(of("Independence Day")).toBe("2026-08-15");
  expect(of("Gandhi Jayanti")).toBe("2026-10-02");
  // The almanac's: 8 November 2026.
  expect(of("Diwali")).toBe("2026-11-08");
});

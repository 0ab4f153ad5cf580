import { businessHoursSchema } from "@leadlift/services/work/business-hours";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hoursOf, weekdays, weekOf } from "./hours.ts";

const opening = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
  .map(([a = 0, b = 0]): [number, number] => (a < b ? [a, b] : [b, a]));
const week = fc.dictionary(
  fc.constantFrom(...weekdays),
  opening.map((one) => [one]),
  { noNullPrototype: true },
);

test("what the form shows is what was stored, to the minute", () => {
  fc.assert(
    fc.property(week, (hours) => {
      const stored = businessHoursSchema.parse(hours);
      expect(hoursOf(weekOf(stored))).toEqual({ hours: stored });
    }),
  );
});

test("a day that closes before it opens, or into its second opening, is named", () => {
  const days = weekOf({
    "2": [[570, 1170]],
    "3": [
      [570, 780],
      [840, 1170],
    ],
  });
  expect(hoursOf({ ...days, 2: { ...days[2], to: "09:00" } })).toEqual({ wrong: "2" });
  expect(hoursOf({ ...days, 2: { ...days[2], from: "" } })).toEqual({ wrong: "2" });
  expect(hoursOf({ ...days, 3: { ...days[3], to: "15:00" } })).toEqual({ wrong: "3" });
  expect(hoursOf({ ...days, 2: { ...days[2], open: false } })).toEqual({
    hours: {
      "3": [
        [570, 780],
        [840, 1170],
      ],
    },
  });
});

import { thresholdsSchema } from "@leadlift/services/webhook/events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readThresholds, textsOf } from "./read-thresholds.ts";

const typed = fc.oneof(
  fc.integer({ min: -5, max: 120 }).map(String),
  fc.constantFrom("", " 7 ", "x", "1.5", "०"),
);

test("whatever is typed is either taken as the server takes it, or told what is wrong", () => {
  fc.assert(
    fc.property(typed, fc.boolean(), typed, typed, (points, grade, min, max) => {
      const read = readThresholds({ points, grade, min, max });
      if (typeof read !== "string") expect(thresholdsSchema.parse(read)).toEqual(read);
    }),
  );
});

test("what stands is typed as it stands", () => {
  const thresholds = { minPoints: null, gradeCrossing: true, min: 70, max: 99 };
  expect(readThresholds(textsOf(thresholds))).toEqual(thresholds);
  expect(readThresholds(textsOf())).toEqual(thresholdsSchema.parse({}));
});

test.each([
  [{ points: "0", grade: true, min: "", max: "" }, "wrongPoints"],
  [{ points: "", grade: false, min: "", max: "" }, "nothing"],
  [{ points: "5", grade: true, min: "100", max: "" }, "wrongScore"],
  [{ points: "5", grade: true, min: "80", max: "20" }, "wrongRange"],
])("%j is told as %s", (texts, key) => {
  expect(readThresholds(texts)).toBe(key);
});

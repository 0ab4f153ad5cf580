import { expect, test } from "vitest";
import { readDuration } from "./read-duration.ts";

test.each([
  ["250", "seconds", 250],
  ["4.5", "minutes", 270],
  ["4:10", "seconds", 250],
  ["00:04:10", "seconds", 250],
  ["1:00:00", "minutes", 3600],
  ["4 min 10 s", "seconds", 250],
  ["4m10s", "seconds", 250],
  ["1 hr 5 mins", "seconds", 3900],
  ["90 sec", "minutes", 90],
  ["", "seconds", null],
  ["long", "seconds", null],
  ["-5", "seconds", null],
] as const)("%s in %s is %s", (text, unit, seconds) => {
  expect(readDuration(text, unit)).toBe(seconds);
});

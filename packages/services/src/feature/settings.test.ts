import { expect, test } from "vitest";
import { featureSettings } from "./settings.ts";

test.each([
  ["Asia/Kolkata", 330],
  ["Asia/Dubai", 240],
  ["Europe/London", 0],
  ["America/New_York", -300],
  ["Australia/Sydney", 600],
  ["UTC", 0],
])("%s keeps days of its standard time", (timezone, utcOffsetMinutes) => {
  expect(featureSettings({ timezone, fiscalYearStart: 4 })).toEqual({ utcOffsetMinutes, fiscalYearStart: 4 });
});

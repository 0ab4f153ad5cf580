import { type FeatureGroup, type FeatureSettings, feature, type ReadInput } from "./definition.ts";
import { festive, isInauspicious } from "./indian-calendar.ts";
import { localDay, msOfDay } from "./local-day.ts";

/** Days at the end of a month or quarter in which teams push to close. */
const closing = 5;

const common = { unit: "count", purpose: null } as const;
const missing = "Date not known";
const dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const monthNames = [
  "no month",
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export const calendar: Pick<FeatureGroup<null>, "name" | "features"> = {
  name: "calendar",
  features: [
    feature({
      name: "seasonal_intent",
      words: { label: "Season", known: "Season for buying {value} of 100", missing },
      unit: "points",
      purpose: null,
      value: (_, input) => seasonalIntent(today(input), input.settings),
    }),
    feature({
      ...common,
      name: "day_of_week",
      words: { label: "Day of the week", known: "Day of the week: {value}", names: dayNames, missing },
      value: (_, input) => dateOf(today(input)).getUTCDay(),
    }),
    feature({
      ...common,
      name: "month",
      words: { label: "Month", known: "Month: {value}", names: monthNames, missing },
      value: (_, input) => dateOf(today(input)).getUTCMonth() + 1,
    }),
    feature({
      ...common,
      name: "quarter",
      words: { label: "Quarter", known: "Quarter {value} of the financial year", missing },
      value: (_, input) => Math.floor(fiscalMonth(today(input), input.settings) / 3) + 1,
    }),
    feature({
      name: "time_to_quarter_end",
      words: {
        label: "Time to the end of the quarter",
        known: "{value} to the end of the quarter",
        zero: "The quarter ends today",
        missing,
      },
      unit: "days",
      purpose: null,
      value: (_, input) => daysToQuarterEnd(today(input), input.settings),
    }),
  ],
};

/** 0 to 100; 50 is a weekday without a season. `day` is local, since 1970. */
function seasonalIntent(day: number, settings: FeatureSettings): number {
  const date = dateOf(day);
  const nearEnd = Math.min(daysToMonthEnd(day), daysToQuarterEnd(day, settings)) < closing;
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  return (
    50 + 30 * festive(day) - 20 * Number(isInauspicious(day)) + 10 * Number(nearEnd) + 5 * Number(weekend)
  );
}

function today({ now, settings }: ReadInput): number {
  return localDay(now, settings);
}

function dateOf(day: number): Date {
  return new Date(day * msOfDay);
}

/** 0 in the first month of the financial year. */
function fiscalMonth(day: number, { fiscalYearStart }: FeatureSettings): number {
  return (dateOf(day).getUTCMonth() + 1 - fiscalYearStart + 12) % 12;
}

function daysToMonthEnd(day: number, months = 0): number {
  const date = dateOf(day);
  // Day 0 of a month is the last of the month before.
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0) / msOfDay - day;
}

function daysToQuarterEnd(day: number, settings: FeatureSettings): number {
  return daysToMonthEnd(day, 2 - (fiscalMonth(day, settings) % 3));
}

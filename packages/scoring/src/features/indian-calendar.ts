import { msOfDay, msOfMinute } from "./local-day.ts";
import { newMoonAfter } from "./new-moon.ts";

/** A festival or a season, in days since 1970, both ends included. */
export interface Season {
  name: string;
  from: number;
  to: number;
  /** How much it moves people to buy, 0 to 1; below 0: they wait until it is over. */
  pull: number;
}

/** Festivals are days of Indian time, wherever the organisation is. */
const indianOffset = 330 * msOfMinute;
/** Days over which the pull of a festival grows and fades. */
const reach = 5;

/**
 * The year's festivals, from the moon: no table to run out. Right to a day, as a festival's own day depends on the
 * place and the school.
 */
export function seasonsOf(year: number): Season[] {
  const day = (month: number, date: number) => Date.UTC(year, month - 1, date) / msOfDay;
  const fixed = (name: string, month: number, date: number, length: number, pull: number): Season => {
    return { name, from: day(month, date), to: day(month, date) + length - 1, pull };
  };
  /** The Indian day of the first new moon since a day, or of the time so much earlier. */
  const moon = (since: number, early = 0) =>
    Math.floor((newMoonAfter(since * msOfDay - indianOffset) - early + indianOffset) / msOfDay);
  const span = (name: string, from: number, to: number, pull: number): Season => ({ name, from, to, pull });

  // Lamps are lit on the evening before the moon is new.
  const diwali = moon(day(10, 17), 0.75 * msOfDay);
  const navratriMoon = moon(day(9, 16));
  const gudiPadwa = moon(day(3, 14)) + 1;
  const akshayaTritiya = moon(day(4, 14)) + 3;
  const ganeshChaturthi = moon(day(8, 17)) + 4;
  return [
    fixed("Makar Sankranti", 1, 14, 2, 0.4),
    fixed("Republic Day", 1, 26, 1, 0.3),
    span("Gudi Padwa", gudiPadwa, gudiPadwa, 0.8),
    span("Akshaya Tritiya", akshayaTritiya, akshayaTritiya, 0.9),
    fixed("Independence Day", 8, 15, 1, 0.3),
    span("Ganesh Chaturthi", ganeshChaturthi, ganeshChaturthi + 9, 0.6),
    span("Pitru Paksha", navratriMoon - 15, navratriMoon, -1),
    span("Navratri", navratriMoon + 1, navratriMoon + 9, 0.8),
    fixed("Gandhi Jayanti", 10, 2, 1, 0.3),
    span("Dussehra", navratriMoon + 10, navratriMoon + 10, 1),
    span("Dhanteras", diwali - 2, diwali - 2, 1),
    span("Diwali", diwali, diwali, 1),
  ];
}

/** By year; a process meets a few. */
const years = new Map<number, readonly Season[]>();

function seasonsAround(day: number): Season[] {
  const year = new Date(day * msOfDay).getUTCFullYear();
  return [year - 1, year, year + 1].flatMap((each) => {
    const known = years.get(each) ?? seasonsOf(each);
    years.set(each, known);
    return known;
  });
}

/** How festive a day (since 1970) is, 0 to 1: the strongest festival near it, fading over five days. */
export function festive(day: number): number {
  return seasonsAround(day).reduce((most, { from, to, pull }) => {
    const near = Math.max(0, 1 - Math.max(0, from - day, day - to) / reach);
    return Math.max(most, pull * near);
  }, 0);
}

/** Whether people put off buying on that day. */
export function isInauspicious(day: number): boolean {
  return seasonsAround(day).some(({ from, to, pull }) => pull < 0 && from <= day && day <= to);
}

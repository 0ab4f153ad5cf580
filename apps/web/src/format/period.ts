import { parseAsInteger, parseAsString } from "nuqs/server";

/** A period in an address: so many days up to today, or two days of its own. */
export function periodParsers(days: number) {
  return {
    days: parseAsInteger.withDefault(days),
    from: parseAsString.withDefault(""),
    to: parseAsString.withDefault(""),
  };
}

export interface PeriodView {
  days: number;
  from: string;
  to: string;
}

export interface PeriodLimits {
  /** "2026-11-23", of the organisation */
  today: string;
  /** what is offered, the shortest first */
  offered: readonly number[];
  /** the most days that can be asked for */
  most: number;
}

/** The days that an address asks for, both included; what it says wrongly becomes the first offer. */
export function chosenDays(view: PeriodView, limits: PeriodLimits): { from: string; to: string } {
  if (isPeriod(view, limits.most)) return { from: view.from, to: view.to };
  const days = limits.offered.includes(view.days) ? view.days : (limits.offered[0] ?? 1);
  return { from: daysBefore(limits.today, days - 1), to: limits.today };
}

export function isPeriod({ from, to }: { from: string; to: string }, most: number): boolean {
  if (!isDay(from) || !isDay(to) || from > to) return false;
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 < most;
}

export function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

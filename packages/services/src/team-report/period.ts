import { z } from "zod";
import type { Context } from "../context.ts";
import { nextDay, startOfDay } from "../work/local-day.ts";

/** Days of the organisation's calendar, both included. */
export const periodFields = { from: z.iso.date(), to: z.iso.date() };

export const periodInput = z
  .object(periodFields)
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "The last day comes before the first." })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 731 * 86_400_000, {
    path: ["to"],
    message: "Ask for two years at most.",
  });

export interface Period {
  from: Date;
  /** the moment after the last day */
  to: Date;
}

export function periodOf(ctx: Pick<Context, "organisation">, days: { from: string; to: string }): Period {
  const { timezone } = ctx.organisation;
  return { from: startOfDay(days.from, timezone), to: startOfDay(nextDay(days.to), timezone) };
}

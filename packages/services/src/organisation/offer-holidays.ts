import { seasonsOf } from "@leadlift/scoring/features";
import { z } from "zod";
import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import type { Holidays } from "../work/business-hours.ts";

export const offerHolidaysInput = z.object({ year: z.int().min(2000).max(2100) });

/** Festivals on which offices close, of those that move people to buy. */
const closed = [
  "Makar Sankranti",
  "Republic Day",
  "Gudi Padwa",
  "Independence Day",
  "Ganesh Chaturthi",
  "Gandhi Jayanti",
  "Dussehra",
  "Diwali",
];

/**
 * Public holidays of a year in India to choose from: those of fixed days, and festivals of the moon, right to a day.
 * Holi, Eid and what only a state keeps are not among them.
 */
export function offerHolidays(
  ctx: Pick<Context, "actor">,
  input: z.input<typeof offerHolidaysInput>,
): Holidays {
  requirePermission(ctx, "organisation.read");
  const { year } = offerHolidaysInput.parse(input);
  const day = (since1970: number) => new Date(since1970 * 86_400_000).toISOString().slice(0, 10);
  const festivals = seasonsOf(year)
    .filter(({ name }) => closed.includes(name))
    .map(({ name, from }) => ({ day: day(from), label: name }));
  return [...festivals, { day: `${year}-12-25`, label: "Christmas" }].toSorted((a, b) =>
    a.day < b.day ? -1 : 1,
  );
}

import { z } from "zod";

const minutesOfDay = 24 * 60;
const weekdays = ["1", "2", "3", "4", "5", "6", "7"] as const;
const minute = z.int().min(0).max(minutesOfDay);
const opening = z.tuple([minute, minute]).refine(([from, to]) => from < to, "It closes before it opens.");

/** By ISO weekday, the minutes of the day from and to which it is open; a day that is not named is closed. */
export const businessHoursSchema = z.partialRecord(z.enum(weekdays), z.array(opening).max(6));
export type BusinessHours = z.infer<typeof businessHoursSchema>;

export const holidaysSchema = z
  .array(z.object({ day: z.iso.date(), label: z.string().trim().min(1).max(100) }))
  .max(400);
export type Holidays = z.infer<typeof holidaysSchema>;

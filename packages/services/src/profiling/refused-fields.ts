import { z } from "zod";

/** For how long nobody asks again what somebody would not tell. */
export const refusedForDays = 30;

const notAskedSchema = z.record(z.string(), z.coerce.date());

/** Fields that a lead is not asked for now, of what it would not tell: { field: until when }. */
export function refusedFields(notAsked: unknown, now: Date): Set<string> {
  const until = notAskedSchema.safeParse(notAsked).data ?? {};
  return new Set(Object.keys(until).filter((field) => (until[field]?.getTime() ?? 0) > now.getTime()));
}

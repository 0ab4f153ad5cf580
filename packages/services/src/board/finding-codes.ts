/** Findings that somebody may speak against: what people did may not have been what it looks like. */
export const appealCodes = ["duplicate", "bulk_closing", "given_away", "short_call", "disputed"] as const;
export type AppealCode = (typeof appealCodes)[number];

export function mayAppeal(code: string): code is AppealCode {
  return appealCodes.some((known) => known === code);
}

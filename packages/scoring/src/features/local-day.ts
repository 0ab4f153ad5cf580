import type { FeatureSettings } from "./definition.ts";

export const msOfMinute = 60_000;
export const msOfDay = 86_400_000;

/** Days since 1970 on the organisation's wall calendar. */
export function localDay(
  at: number,
  { utcOffsetMinutes }: Pick<FeatureSettings, "utcOffsetMinutes">,
): number {
  return Math.floor((at + utcOffsetMinutes * msOfMinute) / msOfDay);
}

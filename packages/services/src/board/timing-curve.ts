/**
 * How soon those who reach the target within the horizon do: by whole days since the enquiry, 0 to the horizon, the share
 * of them that had. Ascending, 1 at the end. Null where too few are known: then only leads whose horizon is over count.
 */
export type TimingCurve = readonly number[] | null;

const leastReached = 40;

/** From how many reached the target on each day after their enquiry (0: within the first 24 hours). */
export function timingCurve(reachedByDay: ReadonlyMap<number, number>, horizonDays: number): TimingCurve {
  let total = 0;
  for (let day = 0; day < horizonDays; day++) total += reachedByDay.get(day) ?? 0;
  if (total < leastReached) return null;
  const curve = [0];
  let sum = 0;
  for (let day = 0; day < horizonDays; day++) {
    sum += reachedByDay.get(day) ?? 0;
    curve.push(sum / total);
  }
  return curve;
}

/** The curve at an age in days. */
export function reachedBy(curve: TimingCurve, age: number, horizonDays: number): number {
  if (age >= horizonDays) return 1;
  if (curve === null || age <= 0) return 0;
  const day = Math.floor(age);
  const below = curve[day] ?? 1;
  return below + ((curve[day + 1] ?? 1) - below) * (age - day);
}

/** Of what is still to come at age `since`, the share that comes by `until`; 0 once nothing is to come. */
export function shareBetween(curve: TimingCurve, since: number, until: number, horizonDays: number): number {
  const before = reachedBy(curve, since, horizonDays);
  if (before >= 1) return 0;
  return Math.max(0, reachedBy(curve, until, horizonDays) - before) / (1 - before);
}

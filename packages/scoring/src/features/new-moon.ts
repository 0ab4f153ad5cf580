/** Days from the Julian epoch to 1970. */
const unixEpoch = 2_440_587.5;
const msOfDay = 86_400_000;
/** Dynamical time is ahead of universal time, in days (69 s; within a minute from 1990 to 2050). */
const deltaT = 69 / 86_400;
const degree = Math.PI / 180;

/** Terms of the true new moon: days, power of E, multiples of M, M′, F, Ω (Meeus, table 49.A). */
const terms: readonly (readonly [number, number, number, number, number, number])[] = [
  [-0.4072, 0, 0, 1, 0, 0],
  [0.17241, 1, 1, 0, 0, 0],
  [0.01608, 0, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2, 0],
  [0.00739, 1, -1, 1, 0, 0],
  [-0.00514, 1, 1, 1, 0, 0],
  [0.00208, 2, 2, 0, 0, 0],
  [-0.00111, 0, 0, 1, -2, 0],
  [-0.00057, 0, 0, 1, 2, 0],
  [0.00056, 1, 1, 2, 0, 0],
  [-0.00042, 0, 0, 3, 0, 0],
  [0.00042, 1, 1, 0, 2, 0],
  [0.00038, 1, 1, 0, -2, 0],
  [-0.00024, 1, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
];

/** The first new moon at or after the time, in ms since 1970; right to a few minutes. Meeus, Astronomical Algorithms, ch. 49. */
export function newMoonAfter(at: number): number {
  let lunation = Math.floor((at / msOfDay + unixEpoch - 2_451_550.09766) / 29.530588861) - 1;
  let found = newMoon(lunation);
  while (found < at) {
    lunation += 1;
    found = newMoon(lunation);
  }
  return found;
}

/** @param k lunations since 6 January 2000 */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean =
    2_451_550.09766 + 29.530588861 * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3 + 0.00000000073 * t ** 4;
  const e = 1 - 0.002516 * t - 0.0000074 * t ** 2;
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t ** 2 - 0.00000011 * t ** 3) * degree;
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3) * degree;
  const latitude = (160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3) * degree;
  const node = (124.7746 - 1.56375588 * k + 0.0020672 * t ** 2 + 0.00000215 * t ** 3) * degree;
  const shift = terms.reduce(
    (sum, [days, power, m, n, f, o]) =>
      sum + days * e ** power * Math.sin(m * sun + n * moon + f * latitude + o * node),
    0,
  );
  return (mean + shift - deltaT - unixEpoch) * msOfDay;
}

import { DAY, HOUR } from "./local-time.ts";

const OFFSET = 5.5 * HOUR;
const UNIX_EPOCH = 2_440_587.5;

/** The k-th new moon after that of 6 January 2000, to the hour (Meeus, Astronomical Algorithms, ch. 49, main terms). */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const degrees = (angle: number) => (angle * Math.PI) / 180;
  const sun = degrees(2.5534 + 29.1053567 * k);
  const moon = degrees(201.5643 + 385.81693528 * k);
  const latitude = degrees(160.7108 + 390.67050284 * k);
  const day =
    2_451_550.09766 +
    29.530588861 * k +
    0.00015437 * t * t -
    0.4072 * Math.sin(moon) +
    0.17241 * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * latitude);
  return (day - UNIX_EPOCH) * DAY;
}

function newMoonFrom(at: number): number {
  let k = Math.floor((at / DAY + UNIX_EPOCH - 2_451_550.1) / 29.530588861) - 1;
  while (newMoon(k) < at) k++;
  return newMoon(k);
}

interface Festivals {
  diwali: number;
  akshayaTritiya: number;
}
const years = new Map<number, Festivals>();

/** Local midnights. Diwali is the evening of the new moon between mid-October and mid-November. */
function festivalsOf(year: number): Festivals {
  const known = years.get(year);
  if (known) return known;
  const midnight = (at: number) => Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;
  const found = {
    diwali: midnight(newMoonFrom(Date.UTC(year, 9, 17)) - 18 * HOUR),
    akshayaTritiya: midnight(newMoonFrom(Date.UTC(year, 3, 14)) + 3 * DAY),
  };
  years.set(year, found);
  return found;
}

export interface Season {
  /** Enquiries relative to an ordinary day. */
  demand: number;
  /** Added to the logit of the truth: what people buy in good weeks. */
  readiness: number;
}

export const HIGHEST_DEMAND = 2.2;

/**
 * Navratri to Diwali is the season, the fortnight of the ancestors before it is none; Akshaya Tritiya and the end of
 * the fiscal year bring people, the monsoon keeps them at home.
 */
export function seasonAt(at: number): Season {
  const local = new Date(at + OFFSET);
  const { diwali, akshayaTritiya } = festivalsOf(local.getUTCFullYear());
  const days = (at - diwali) / DAY;
  let demand = 1;
  let readiness = 0;
  if (days >= -20 && days < 1) {
    demand = 1.8;
    readiness = 0.35;
  } else if (days >= -36 && days < -21) {
    demand = 0.55;
    readiness = -0.25;
  } else if (days >= 1 && days < 6) {
    demand = 0.5;
  } else if (Math.abs(at - akshayaTritiya) < 5 * DAY) {
    demand = 1.45;
    readiness = 0.25;
  } else if (local.getUTCMonth() === 2) {
    demand = 1.3;
  } else if (local.getUTCMonth() === 6) {
    demand = 0.8;
  }
  const weekend = [0, 6].includes(local.getUTCDay());
  return { demand: demand * (weekend ? 1.15 : 1), readiness };
}

/** Local midnight of Diwali. */
export function diwaliOf(year: number): Date {
  return new Date(festivalsOf(year).diwali);
}

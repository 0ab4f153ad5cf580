/** Independent uses of one seed; a stream's draws never disturb another's. */
export const STREAMS = {
  person: 1,
  enquiry: 2,
  behaviour: 3,
  outcome: 4,
  followUp: 5,
  visits: 6,
  mail: 7,
  returns: 8,
  consent: 9,
  crawl: 10,
  listing: 11,
  receipts: 12,
  nurture: 13,
  promise: 14,
} as const;

/** Finaliser of MurmurHash3: every input bit reaches every output bit. */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by (seed, stream, index). */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(seed: number, stream: number, index: number) {
    this.a = scramble(seed ^ 0x9e3779b9);
    this.b = scramble(this.a ^ Math.floor(seed / 2 ** 32) ^ Math.imul(stream, 0x85ebca6b));
    this.c = scramble(this.b ^ Math.imul(index + 1, 0xc2b2ae35));
    for (let round = 0; round < 12; round++) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** 128 bits in the form of a version 4 UUID. */
  uuid(): string {
    const hex = () =>
      Math.floor(this.next() * 65_536)
        .toString(16)
        .padStart(4, "0");
    return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-8${hex().slice(1)}-${hex()}${hex()}${hex()}`;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Whole number in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** Standard normal (Box–Muller, one of the pair). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normal with the given median; `spread` is the standard deviation of the logarithm. */
  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Poisson (Knuth); means here are small. */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let events = -1;
    let product = 1;
    do {
      product *= this.next();
      events++;
    } while (product > limit);
    return events;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
  }

  /** Picks by weight; weights need not sum to one. */
  weighted<T>(choices: readonly [Weighted<T>, ...Weighted<T>[]]): T {
    let total = 0;
    for (const [, weight] of choices) total += weight;
    let left = this.next() * total;
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return choices[0][0];
  }
}

export type Weighted<T> = readonly [value: T, weight: number];

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

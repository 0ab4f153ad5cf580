import { ServiceError } from "../errors.ts";

const mostKept = 10_000;

/** Counts tries by key in this process and refuses more than `most` within `windowMs`. */
export class Attempts {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #tries = new Map<string, { since: number; count: number }>();

  constructor(most: number, windowMs: number, now: () => number = performance.now.bind(performance)) {
    this.#most = most;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  forget(key: string): void {
    this.#tries.delete(key);
  }

  /** The last try was none. */
  forgive(key: string): void {
    const known = this.#tries.get(key);
    if (known) known.count--;
  }

  /** Throws TOO_EARLY once the key was tried too often. */
  count(key: string): void {
    const now = this.#now();
    const known = this.#tries.get(key);
    const current = known && now - known.since < this.#windowMs ? known : { since: now, count: 0 };
    current.count++;
    this.#tries.delete(key);
    this.#tries.set(key, current);
    const [oldest] = this.#tries.keys();
    if (this.#tries.size > mostKept && oldest !== undefined) this.#tries.delete(oldest);
    if (current.count > this.#most) {
      throw new ServiceError("TOO_EARLY", "Too many attempts. Wait a few minutes, then try again.");
    }
  }
}

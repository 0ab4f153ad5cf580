/** Answers should take no longer than this, in ms; what is promised is under 300. */
const targetMs = 50;
/** So few wait for the work itself and not for each other. */
const fewest = 24;
const most = 4_000;
const startWith = 128;
/** The limit is lowered once, and then its effect is waited for. */
const patienceMs = 100;

/**
 * How many may wait for an answer at once: one more with every limit's worth of quick answers, a third fewer than were
 * waiting when answers take too long. So the queue stays as short as the machine is slow, and who would wait too long is told at once.
 */
export class Admission {
  readonly #now: () => number;
  #limit = startWith;
  #pending = 0;
  #loweredAt = Number.NEGATIVE_INFINITY;
  #shed = 0;

  constructor(now: () => number = performance.now.bind(performance)) {
    this.#now = now;
  }

  get pending(): number {
    return this.#pending;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Turned away so far. */
  get shed(): number {
    return this.#shed;
  }

  /** A function to call once it is answered, in whatever way, or with false when it steps aside; null: come back later. */
  enter(): ((answered?: boolean) => void) | null {
    if (this.#pending >= this.limit) {
      this.#shed++;
      return null;
    }
    const full = ++this.#pending;
    const entered = this.#now();
    let left = false;
    return (answered = true) => {
      if (left) return;
      left = true;
      this.#pending--;
      if (answered) this.#learn(this.#now() - entered, full);
    };
  }

  #learn(tookMs: number, pending: number): void {
    if (tookMs > targetMs) {
      if (pending <= fewest || this.#now() - this.#loweredAt < patienceMs) return;
      this.#loweredAt = this.#now();
      this.#limit = Math.max(fewest, Math.min(this.#limit, pending) * 0.7);
    } else if (pending > this.#limit / 2) {
      this.#limit = Math.min(most, this.#limit + 1 / this.#limit);
    }
  }
}

import type { CountStore } from "./count-store.ts";

const settleEveryMs = 250;
const mostKept = 20_000;

export interface Taken {
  passed: boolean;
  /** how many more pass within this window */
  left: number;
  /** until the window ends */
  endsInMs: number;
}

interface Window {
  key: string;
  endsAt: number;
  most: number;
  /** by all processes, when last asked */
  known: number;
  /** passed here since, and on their way to the store */
  sending: number;
  /** passed here since, and not yet told */
  mine: number;
}

/**
 * A limit that processes share without asking anyone per request: each counts for itself, and tells the store every
 * quarter of a second what it let pass; the answer is what all of them did. So n processes let at most the limit pass,
 * and beyond it what n - 1 of them take in between two tellings.
 */
export class SharedCount {
  readonly #store: CountStore;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();
  readonly #untold = new Set<Window>();
  #timer: NodeJS.Timeout | undefined;
  #settling: Promise<void> | undefined;

  constructor(store: CountStore, windowMs: number, now: () => number = performance.now.bind(performance)) {
    this.#store = store;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Counts one where fewer than `most` of it passed in this window; what is refused is not counted. */
  take(key: string, most: number): Taken {
    const now = this.#now();
    const window = this.#windowOf(key, now);
    window.most = most;
    const left = most - window.known - window.sending - window.mine;
    const endsInMs = window.endsAt - now;
    if (left <= 0) return { passed: false, left: 0, endsInMs };
    window.mine++;
    this.#untold.add(window);
    this.#timer ??= setInterval(() => void this.settle(), settleEveryMs).unref();
    return { passed: true, left: left - 1, endsInMs };
  }

  /** Whether the next one would be refused. */
  spent(key: string, most: number): boolean {
    const window = this.#windows.get(key);
    if (!window || window.endsAt <= this.#now()) return false;
    return window.known + window.sending + window.mine >= most;
  }

  /** Tells the store, those first that are nearest to their limit. Called by itself every quarter of a second. */
  settle(): Promise<void> {
    this.#settling ??= this.#tellAll().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #tellAll(): Promise<void> {
    const now = this.#now();
    const due = [...this.#untold].filter((window) => window.endsAt > now);
    this.#untold.clear();
    due.sort((one, other) => used(other) - used(one));
    for (const window of due) await this.#tell(window);
  }

  async #tell(window: Window): Promise<void> {
    window.sending = window.mine;
    window.mine = 0;
    try {
      const { count, endsInMs } = await this.#store.add(window.key, window.sending);
      window.known = count;
      window.endsAt = this.#now() + endsInMs;
    } catch {
      window.known += window.sending;
    }
    window.sending = 0;
  }

  #windowOf(key: string, now: number): Window {
    const found = this.#windows.get(key);
    if (found && found.endsAt > now) return found;
    this.#windows.delete(key);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size >= mostKept && oldest !== undefined) this.#windows.delete(oldest);
    const window = { key, endsAt: now + this.#windowMs, most: 0, known: 0, sending: 0, mine: 0 };
    this.#windows.set(key, window);
    return window;
  }
}

function used({ known, mine, most }: Window): number {
  return (known + mine) / most;
}

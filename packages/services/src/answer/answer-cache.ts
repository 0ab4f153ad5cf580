import { LRUCache } from "lru-cache";
import type { KeptAnswer } from "./score-answer.ts";

const mostKept = 20_000;
const longestMs = 5 * 60_000;

interface Entry {
  stamp: string;
  answer: KeptAnswer;
}

/**
 * Answers given lately, each with the stamp of all that it was made from: what changed since is answered anew. The
 * minute is part of the stamp, because features grow old by themselves.
 */
export class AnswerCache {
  readonly #entries = new LRUCache<string, Entry>({ max: mostKept, ttl: longestMs });

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string, stamp: string): KeptAnswer | null {
    const entry = this.#entries.get(key);
    return entry?.stamp === stamp ? entry.answer : null;
  }

  set(key: string, stamp: string, answer: KeptAnswer): void {
    this.#entries.set(key, { stamp, answer });
  }
}

import { LRUCache } from "lru-cache";

const mostKept = 2_000;
const longestText = 8 * 1024;
const livesMs = 60_000;

/**
 * Bodies that came lately, by their text: who asks again for what is remembered sends the same bytes, and reading them
 * costs more than the answer. What was read is shared, so nobody may change it.
 */
export class ReadBodies {
  readonly #byText = new LRUCache<string, object>({ max: mostKept, ttl: livesMs });
  readonly #shared = new WeakSet<object>();

  /** What `read` makes of the text, now or lately. */
  read(text: string, read: (text: string) => unknown): unknown {
    if (text.length > longestText) return read(text);
    const known = this.#byText.get(text);
    if (known) return known;
    const value = read(text);
    if (typeof value === "object" && value !== null) {
      this.#byText.set(text, value);
      this.#shared.add(value);
    }
    return value;
  }

  /** Whether the very same may come again: then what is made of it may be kept with it. */
  isShared(body: unknown): body is object {
    return typeof body === "object" && body !== null && this.#shared.has(body);
  }
}

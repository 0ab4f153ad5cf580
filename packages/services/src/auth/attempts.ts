import type { Database } from "@leadlift/db/connect";
import { ServiceError } from "../errors.ts";
import { type CountStore, countInPostgres } from "../rate-limit/count-store.ts";

/** Counts tries by key, over all processes, and refuses more than `most` within `seconds` of the first. */
export class Attempts {
  readonly #name: string;
  readonly #most: number;
  readonly #seconds: number;
  readonly #stores = new WeakMap<Database, CountStore>();

  /** `name`: what is tried; counts of different names never meet. */
  constructor(name: string, most: number, seconds: number) {
    this.#name = `try ${name}`;
    this.#most = most;
    this.#seconds = seconds;
  }

  forget(db: Database, key: string): Promise<void> {
    return this.#storeOf(db).forget(key);
  }

  /** The last try was none. */
  async forgive(db: Database, key: string): Promise<void> {
    await this.#storeOf(db).add(key, -1);
  }

  /** Throws TOO_EARLY once the key was tried too often. */
  async count(db: Database, key: string): Promise<void> {
    const { count } = await this.#storeOf(db).add(key, 1);
    if (count <= this.#most) return;
    throw new ServiceError("TOO_EARLY", "Too many attempts. Wait a few minutes, then try again.");
  }

  #storeOf(db: Database): CountStore {
    const known = this.#stores.get(db);
    if (known) return known;
    const store = countInPostgres(db, { name: this.#name, seconds: this.#seconds });
    this.#stores.set(db, store);
    return store;
  }
}

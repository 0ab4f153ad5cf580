import type { Database } from "@leadlift/db/connect";
import { type ChangeKind, changesChannel, payloadSchema } from "./announce.ts";

/** So many changes wait for a slow reader; one more, and it is told to look at everything again. */
const mostWaiting = 200;

/** `resync`: changes were missed, look at everything again. `leadIds` empty: more leads than are named. */
export interface Change {
  kind: ChangeKind | "resync";
  leadIds: string[];
}

export interface Onlooker {
  orgId: string;
  userId: string;
}

/** What changes, for who looks on in this process: one LISTEN serves them all. */
export interface Feed {
  /** Listening from when this resolves, until the signal aborts. */
  subscribe(who: Onlooker, signal: AbortSignal): Promise<AsyncIterable<Change>>;
}

const feeds = new WeakMap<Database, Feed>();

/** The process's feed of this database. */
export function openFeed({ db }: { readonly db: Database }): Feed {
  const feed = feeds.get(db) ?? new DatabaseFeed(db);
  feeds.set(db, feed);
  return feed;
}

class DatabaseFeed implements Feed {
  readonly #db: Database;
  readonly #readers = new Map<string, Set<Reader>>();
  #listening: Promise<unknown> | undefined;

  constructor(db: Database) {
    this.#db = db;
  }

  async subscribe(who: Onlooker, signal: AbortSignal): Promise<AsyncIterable<Change>> {
    const reader = new Reader(who, signal);
    const readers = this.#readers.get(who.orgId) ?? new Set();
    this.#readers.set(who.orgId, readers.add(reader));
    signal.addEventListener("abort", () => this.#leave(reader), { once: true });
    if (signal.aborted) this.#leave(reader);
    this.#listening ??= this.#db.listen(
      changesChannel,
      (payload) => this.#tell(payload),
      () => this.#tellAllAgain(),
    );
    try {
      await this.#listening;
    } catch (error) {
      this.#listening = undefined;
      this.#leave(reader);
      throw error;
    }
    return reader;
  }

  #leave(reader: Reader): void {
    const { orgId } = reader.who;
    const readers = this.#readers.get(orgId);
    readers?.delete(reader);
    if (readers?.size === 0) this.#readers.delete(orgId);
  }

  #tell(payload: string): void {
    const parsed = payloadSchema.safeParse(JSON.parse(payload));
    if (!parsed.success) return;
    const { org, kind, leads, users } = parsed.data;
    for (const reader of this.#readers.get(org) ?? []) {
      if (users === null || users.includes(reader.who.userId)) reader.tell({ kind, leadIds: leads });
    }
  }

  /** The connection was broken for a while, and nobody knows what was said meanwhile. */
  #tellAllAgain(): void {
    for (const readers of this.#readers.values()) for (const reader of readers) reader.lose();
  }
}

class Reader implements AsyncIterable<Change> {
  readonly who: Onlooker;
  readonly #signal: AbortSignal;
  #waiting: Change[] = [];
  #wake: () => void = () => undefined;

  constructor(who: Onlooker, signal: AbortSignal) {
    this.who = who;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  tell(change: Change): void {
    if (this.#waiting.length >= mostWaiting) this.lose();
    else if (this.#waiting[0]?.kind !== "resync") this.#waiting.push(change);
    this.#wake();
  }

  /** What waits is part of everything. */
  lose(): void {
    this.#waiting = [{ kind: "resync", leadIds: [] }];
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Change, void, undefined> {
    while (!this.#signal.aborted) {
      const change = this.#waiting.shift();
      if (change) {
        yield change;
        continue;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#signal.aborted || this.#waiting.length > 0) resolve();
      });
    }
  }
}

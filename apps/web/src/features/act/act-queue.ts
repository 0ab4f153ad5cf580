import {
  added,
  arrived,
  dropped,
  nextToSend,
  refusedFor,
  retried,
  takenBack,
  tried,
  type Waiting,
} from "./waiting.ts";

type Change = (queue: readonly Waiting[]) => readonly Waiting[];

/** Where acts survive a reload. A change is atomic, also against other tabs. */
export interface Store {
  read(): Promise<readonly Waiting[]>;
  change(by: Change): Promise<void>;
}

/**
 * refused: the server understood and will not; void: the same, and there is nothing to keep of it; unheard: nobody
 * knows, so it is sent again.
 */
export type Answer =
  | { is: "arrived" }
  | { is: "refused"; sentence: string }
  | { is: "void" }
  | { is: "unheard" };

export interface QueueParts {
  store: Store;
  send(waiting: Waiting): Promise<Answer>;
  /** runs one at a time over all tabs */
  alone(run: () => Promise<void>): Promise<void>;
  /** runs later, after so many attempts without an answer */
  again(attempts: number, run: () => void): void;
}

export interface QueueState {
  waiting: readonly Waiting[];
  /** what arrived while this page was open, with the time, until a fresh answer shows it */
  arrived: readonly { act: Waiting; at: number }[];
}

const rememberedArrivals = 30;

/** Sends what was done in order, once each, as soon as the server can be reached. */
export class ActQueue {
  readonly #parts: QueueParts;
  readonly #listeners = new Set<() => void>();
  #state: QueueState = { waiting: [], arrived: [] };
  #kept: Promise<void> = Promise.resolve();
  /** changes that are shown and not kept yet */
  #unkept: readonly Change[] = [];
  #sending: Promise<void> | null = null;
  #wanted = false;
  #attempts = 0;

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  readonly state = (): QueueState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(waiting: Waiting): void {
    this.#change((queue) => added(queue, waiting));
    void this.flush();
  }

  takeBack(undone: Pick<Waiting, "actId" | "leadId" | "name">): void {
    this.#change((queue) => takenBack(queue, undone));
    void this.flush();
  }

  retry(actId: string): void {
    this.#change((queue) => retried(queue, actId));
    void this.flush();
  }

  drop(actId: string): void {
    this.#change((queue) => dropped(queue, actId));
  }

  /** Takes over what the store holds: from before a reload, or from another tab. */
  load(): Promise<void> {
    this.#kept = this.#kept
      .then(() => this.#parts.store.read())
      .then((stored) => this.#show({ waiting: this.#unkept.reduce((queue, by) => by(queue), stored) }))
      .catch(() => undefined);
    return this.#kept;
  }

  /** Sends what waits; while that is under way, the same sending. */
  flush(): Promise<void> {
    this.#wanted = true;
    this.#sending ??= this.#parts.alone(async () => {
      while (this.#wanted) {
        this.#wanted = false;
        await this.#sendAll();
      }
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    await this.load();
    for (let next = nextToSend(this.#state.waiting); next; next = nextToSend(this.#state.waiting)) {
      const sent = next;
      // Kept before it is sent: whoever takes it back after a reload must know that it may have arrived.
      await this.#change((queue) => tried(queue, sent));
      const answer = await this.#parts.send(sent);
      if (answer.is === "unheard") {
        this.#attempts += 1;
        this.#wanted = false;
        this.#parts.again(this.#attempts, () => void this.flush());
        return;
      }
      this.#attempts = 0;
      if (answer.is === "arrived") this.#remember(sent);
      await this.#change((queue) => {
        if (answer.is === "arrived") return arrived(queue, sent);
        return answer.is === "void" ? dropped(queue, sent.actId) : refusedFor(queue, sent, answer.sentence);
      });
    }
  }

  #remember(act: Waiting): void {
    const news = [...this.#state.arrived, { act, at: Date.now() }];
    this.#state = { ...this.#state, arrived: news.slice(-rememberedArrivals) };
  }

  /** Shown at once, kept right after. Where the store fails, the page's own memory has to do. */
  #change(by: Change): Promise<void> {
    this.#unkept = [...this.#unkept, by];
    this.#show({ waiting: by(this.#state.waiting) });
    this.#kept = this.#kept
      .then(() => this.#parts.store.change(by))
      .then(() => {
        this.#unkept = this.#unkept.filter((each) => each !== by);
      })
      .catch(() => undefined);
    return this.#kept;
  }

  #show(change: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

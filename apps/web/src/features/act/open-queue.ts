import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "../../server/root.ts";
import type { ActQueue, QueueState } from "./act-queue.ts";
import type { Waiting } from "./waiting.ts";

/** A person's queue, whose code comes right after the page. */
export interface OpenQueue {
  use(then: (queue: ActQueue) => void): Promise<void>;
  /** undefined until the code is there */
  state(): QueueState | undefined;
  subscribe(listener: () => void): () => void;
}

/** Each person's own, so that nobody sends in another's name. */
const opened = new Map<string, OpenQueue>();

export function openQueue(
  userId: string,
  client: TRPCClient<AppRouter>,
  onArrival: (act: Waiting) => void,
): OpenQueue {
  const known = opened.get(userId);
  if (known) return known;
  let ready: ActQueue | undefined;
  const opening = import("./browser-queue.ts").then(({ browserQueue }) => {
    ready = browserQueue(userId, client, onArrival);
    return ready;
  });
  const queue: OpenQueue = {
    use: async (then) => then(await opening),
    state: () => ready?.state(),
    subscribe(listener) {
      let leave: (() => void) | null = null;
      let left = false;
      void opening.then((each) => {
        if (left) return;
        leave = each.subscribe(listener);
        listener();
      });
      return () => {
        left = true;
        leave?.();
      };
    },
  };
  opened.set(userId, queue);
  return queue;
}

import type { TRPCClient } from "@trpc/client";
import { TRPCClientError } from "@trpc/client";
import { createStore, get, update } from "idb-keyval";
import { announce } from "../../components/announce.ts";
import type { AppRouter } from "../../server/root.ts";
import { ActQueue, type Answer, type Store } from "./act-queue.ts";
import type { Waiting } from "./waiting.ts";

type Client = TRPCClient<AppRouter>;

const longestMs = 60_000;

/** The queue of one person in this browser, which all tabs share. */
export function browserQueue(userId: string, client: Client, onArrival: (act: Waiting) => void): ActQueue {
  const tabs = new BroadcastChannel(`leadlift-acts-${userId}`);
  const queue = new ActQueue({
    store: storeOf(userId, () => tabs.postMessage(null)),
    async send(waiting) {
      const answer = await send(client, waiting);
      if (answer.is === "arrived") onArrival(waiting);
      if (answer.is !== "refused" || !isClaim(waiting)) return answer;
      // Somebody was faster: there is nothing to try again, and the page shows whose it is.
      announce(answer.sentence, { tone: "bad" });
      onArrival(waiting);
      return { is: "void" };
    },
    async alone(run) {
      if ("locks" in navigator) await navigator.locks.request(`leadlift-acts-${userId}`, run);
      else await run();
    },
    again: (attempts, run) => void setTimeout(run, Math.min(longestMs, 1000 * 2 ** (attempts - 1))),
  });
  tabs.addEventListener("message", () => void queue.load());
  const flush = () => void queue.flush();
  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", flush);
  flush();
  return queue;
}

function isClaim(waiting: Waiting): boolean {
  return waiting.what === "do" && waiting.request.kind === "claimed";
}

function storeOf(userId: string, changed: () => void): Store {
  const kept = createStore("leadlift-acts", "waiting");
  return {
    read: async () => (await get<readonly Waiting[]>(userId, kept)) ?? [],
    async change(by) {
      await update<readonly Waiting[]>(userId, (queue) => by(queue ?? []), kept);
      changed();
    },
  };
}

async function send(client: Client, waiting: Waiting): Promise<Answer> {
  try {
    if (waiting.what === "do") await client.act.do.mutate(waiting.request);
    else await client.act.undo.mutate({ actId: waiting.actId });
    return { is: "arrived" };
  } catch (error) {
    return answerOf(error, waiting);
  }
}

function answerOf(error: unknown, { what }: Waiting): Answer {
  if (!(error instanceof TRPCClientError) || !error.data) return { is: "unheard" };
  const status: unknown = error.data.httpStatus;
  // What never arrived needs no undoing.
  if (what === "undo" && status === 404) return { is: "arrived" };
  // Signed out, hurried, or a fault of the server's: it is still to be done.
  const later = typeof status !== "number" || status >= 500 || [401, 408, 429].includes(status);
  return later ? { is: "unheard" } : { is: "refused", sentence: error.message };
}

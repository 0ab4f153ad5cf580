import type { ActRequest } from "@leadlift/services/act/act-input";

interface Told {
  /** of the act, made by this device */
  actId: string;
  leadId: string;
  /** whom it is about, as the lists call them */
  name: string;
  /** how often it was sent; from the first time on the server may know of it */
  tries: number;
  /** why the server will not have it; null: it was not asked, or not heard */
  refused: string | null;
}

/** What the server has not confirmed yet, in the order in which it was done. */
export type Waiting = Told & ({ what: "do"; request: ActRequest } | { what: "undo" });

type Queue = readonly Waiting[];

export function added(queue: Queue, waiting: Waiting): Queue {
  const known = queue.some(({ actId, what }) => actId === waiting.actId && what === waiting.what);
  return known ? queue : [...queue, waiting];
}

/** An act that was never sent is forgotten; of one that may have arrived the undoing follows it. */
export function takenBack(queue: Queue, undone: Pick<Told, "actId" | "leadId" | "name">): Queue {
  const act = queue.find(({ actId, what }) => actId === undone.actId && what === "do");
  if (act && (act.tries === 0 || act.refused !== null)) return dropped(queue, undone.actId);
  return added(queue, { ...undone, what: "undo", tries: 0, refused: null });
}

/** What is refused stands aside; everything else goes one after the other. */
export function nextToSend(queue: Queue): Waiting | undefined {
  return queue.find(({ refused }) => refused === null);
}

export function tried(queue: Queue, sent: Waiting): Queue {
  return queue.map((each) => (same(each, sent) ? { ...each, tries: each.tries + 1 } : each));
}

export function arrived(queue: Queue, sent: Waiting): Queue {
  return queue.filter((each) => !same(each, sent));
}

/** With an act that was refused there is nothing to undo. */
export function refusedFor(queue: Queue, sent: Waiting, sentence: string): Queue {
  const left = sent.what === "do" ? queue.filter((each) => !isUndoOf(each, sent)) : queue;
  return left.map((each) => (same(each, sent) ? { ...each, refused: sentence } : each));
}

export function retried(queue: Queue, actId: string): Queue {
  return queue.map((each) => (each.actId === actId ? { ...each, refused: null } : each));
}

export function dropped(queue: Queue, actId: string): Queue {
  return queue.filter((each) => each.actId !== actId);
}

function same(one: Waiting, other: Waiting): boolean {
  return one.actId === other.actId && one.what === other.what;
}

function isUndoOf(each: Waiting, act: Waiting): boolean {
  return each.actId === act.actId && each.what === "undo";
}

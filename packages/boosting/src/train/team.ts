import { Worker } from "node:worker_threads";
import type { Layout } from "./layout.ts";
import { type PhaseName, performPiece, phaseNames } from "./phases.ts";
import type { TrainingColumns, TrainingSpace } from "./training-space.ts";

/**
 * Places of the signals in `space.control`. Pieces of work are numbered through the whole training: those from
 * `next` to `limit` − 1 are still to be taken, `done` have been finished, and the current phase began at `base`.
 * `left` helpers will not touch the memory any more.
 */
const signal = {
  next: 0,
  limit: 1,
  done: 2,
  base: 3,
  phase: 4,
  joined: 5,
  failed: 6,
  sleepers: 7,
  left: 8,
} as const;
const finished = -1;

/**
 * A wait starts by looking so many times, because most phases take less time than falling asleep and being woken;
 * then it sleeps, because cores may be fewer than threads.
 */
const looks = 50_000;

/** Numbers of pieces start again from 0 before they pass an i32. */
const mostPieces = 2 ** 30;

/** What a helping thread is started with. */
export interface HelperStart {
  memory: WebAssembly.Memory;
  layout: Layout;
  columns: TrainingColumns;
}

/**
 * The threads of one training. The caller's thread leads: it says what is to be done, in pieces, and whoever is free
 * takes the next one. Nobody waits for a thread that has not begun: helpers may still be starting, or have lost their
 * core to another program, and the leader does the work alone.
 */
export class Team {
  readonly #space: TrainingSpace;
  readonly #columns: TrainingColumns;
  readonly #helpers: Helper[];

  /** `columns` must be in shared memory when there is more than one thread. */
  constructor(space: TrainingSpace, columns: TrainingColumns, threads: number) {
    this.#space = space;
    this.#columns = columns;
    const start: HelperStart = { memory: space.memory, layout: space.layout, columns };
    this.#helpers = engageHelpers(threads - 1, start);
  }

  /** Threads that are up. */
  get size(): number {
    return this.#helpers.length === 0 ? 1 : 1 + Atomics.load(this.#space.control, signal.joined);
  }

  /** Has all pieces of a phase done. */
  run(phase: PhaseName, pieces: number): void {
    if (this.#helpers.length === 0) {
      for (let piece = 0; piece < pieces; piece++) performPiece(phase, this.#space, piece, 0, this.#columns);
      return;
    }
    const { control } = this.#space;
    this.#announce(phaseNames.indexOf(phase), pieces);
    takePieces(this.#space, this.#columns, 0);
    const limit = control[signal.limit];
    waitUntil(control, signal.done, (done) => done === limit);
    if (Atomics.load(control, signal.failed) !== 0) throw new Error(`A training thread failed in ${phase}.`);
  }

  /** Lets the helpers go, and the memory once all of them have. */
  close(): void {
    const { length } = this.#helpers;
    const { control } = this.#space.layout;
    if (length > 0) this.#announce(finished, 1);
    idle.push(...this.#helpers);
    this.#space.release(
      ({ buffer }) => Atomics.load(new Int32Array(buffer, control), signal.left) === length,
    );
  }

  #announce(phase: number, pieces: number): void {
    const { control } = this.#space;
    if (control[signal.limit] > mostPieces) {
      // The limit first: a piece must never seem to be there.
      for (const place of [signal.limit, signal.done, signal.next]) Atomics.store(control, place, 0);
    }
    const base = control[signal.limit];
    control[signal.phase] = phase;
    control[signal.base] = base;
    change(control, signal.limit, pieces);
  }
}

/** A helping thread, and in shared memory for how many trainings it is wanted: below 0 once it has ended. */
interface Helper {
  worker: Worker;
  wanted: Int32Array;
}

const ended = -1;

/** Helpers between two trainings: they have started, and their code is warm. They end when not wanted for a while. */
const idle: Helper[] = [];

/** So many, or those that can be had: under Node's permission model for instance none can be started. */
function engageHelpers(wanted: number, start: HelperStart): Helper[] {
  const helpers: Helper[] = [];
  try {
    while (helpers.length < wanted) helpers.push(engageHelper(start));
  } catch {}
  return helpers;
}

function engageHelper(start: HelperStart): Helper {
  let helper = idle.pop() ?? startHelper();
  // The caller's event loop may not have turned since it ended.
  while (Atomics.add(helper.wanted, 0, 1) < 0) helper = idle.pop() ?? startHelper();
  helper.worker.postMessage(start);
  return helper;
}

function startHelper(): Helper {
  const wanted = new Int32Array(new SharedArrayBuffer(4));
  // Compiled, because Node runs no TypeScript in worker threads.
  const script = new URL("../../dist/train/training-thread.js", import.meta.url);
  const worker = new Worker(script, { workerData: wanted, execArgv: [] });
  const helper = { worker, wanted };
  const forget = (): void => {
    Atomics.store(wanted, 0, ended);
    const place = idle.indexOf(helper);
    if (place >= 0) idle.splice(place, 1);
  };
  worker.on("exit", forget);
  // It could not start, for want of memory for instance.
  worker.on("error", forget);
  worker.unref();
  return helper;
}

/** Whether a helper may end: it is not wanted, and from now on cannot be. */
export function mayEnd(wanted: Int32Array): boolean {
  return Atomics.compareExchange(wanted, 0, 0, ended) === 0;
}

/** A helping thread's part in one training. */
export function help(space: TrainingSpace, columns: TrainingColumns): void {
  const { control } = space;
  const thread = 1 + Atomics.add(control, signal.joined, 1);
  while (Atomics.load(control, signal.phase) !== finished) {
    takePieces(space, columns, thread);
    const next = Atomics.load(control, signal.next);
    waitUntil(control, signal.limit, (limit) => limit > next || Atomics.load(control, signal.next) !== next);
  }
  Atomics.add(control, signal.left, 1);
}

/** Takes piece after piece until none is left. One that fails is told to the leader, and counts as done. */
function takePieces(space: TrainingSpace, columns: TrainingColumns, thread: number): void {
  const { control } = space;
  for (;;) {
    const next = Atomics.load(control, signal.next);
    if (next >= Atomics.load(control, signal.limit)) return;
    // The piece that stands for the end is left where it is: who comes late must see it, too.
    if (control[signal.phase] === finished) return;
    // Once a piece is taken its phase cannot end, so what is read of it below is of that phase.
    if (Atomics.compareExchange(control, signal.next, next, next + 1) !== next) continue;
    try {
      performPiece(phaseNames[control[signal.phase]], space, next - control[signal.base], thread, columns);
    } catch (error) {
      Atomics.store(control, signal.failed, 1);
      if (thread === 0) throw error;
    } finally {
      change(control, signal.done, 1);
    }
  }
}

/** Adds to a signal and wakes whoever sleeps for it; waking when nobody does would cost as much as a small phase. */
function change(control: Int32Array, index: number, by: number): void {
  Atomics.add(control, index, by);
  if (Atomics.load(control, signal.sleepers) > 0) Atomics.notify(control, index);
}

/** Returns once the value at `index` satisfies the condition. */
function waitUntil(control: Int32Array, index: number, satisfied: (value: number) => boolean): void {
  for (let look = 0; look < looks; look++) {
    if (satisfied(Atomics.load(control, index))) return;
  }
  for (;;) {
    const value = Atomics.load(control, index);
    if (satisfied(value)) return;
    Atomics.add(control, signal.sleepers, 1);
    Atomics.wait(control, index, value);
    Atomics.sub(control, signal.sleepers, 1);
  }
}

import { Worker } from "node:worker_threads";
import { resetClaims } from "./claims.ts";
import type { Dataset } from "./dataset.ts";
import type { Layout } from "./layout.ts";
import { type PhaseName, performPhase, phaseNames } from "./phases.ts";
import type { TrainingColumns, TrainingSpace } from "./training-space.ts";

/** Places of the signals in `space.control`. */
const signal = { generation: 0, pending: 1, phase: 2, size: 3, joined: 4, failed: 5 } as const;
const finished = -1;

/**
 * A wait starts by looking so many times, because most phases take less time than falling asleep and being woken;
 * then it sleeps, because cores may be fewer than threads.
 */
const looks = 20_000;

/** What a helping thread is started with. */
export interface HelperStart {
  memory: WebAssembly.Memory;
  layout: Layout;
  columns: TrainingColumns;
}

/**
 * The threads of one training. The caller's thread leads: it says what is done next, does its own part, and waits
 * for the others. Helpers take part from the moment they are up; without any the leader does it all.
 */
export class Team {
  /** Threads that take part. */
  size = 1;
  readonly #space: TrainingSpace;
  readonly #columns: TrainingColumns;
  readonly #helpers: number;

  /** `columns` must be in shared memory when there are helpers. */
  constructor(space: TrainingSpace, columns: TrainingColumns, threads: number) {
    this.#space = space;
    this.#columns = columns;
    this.#helpers = threads - 1;
    const start: HelperStart = { memory: space.memory, layout: space.layout, columns };
    for (let i = 0; i < this.#helpers; i++) startHelper(start);
  }

  /** Lets in the helpers that have come up meanwhile. Work in slices must not be under way. */
  admit(): void {
    this.size = 1 + Math.min(this.#helpers, Atomics.load(this.#space.control, signal.joined));
  }

  run(phase: PhaseName): void {
    const { control } = this.#space;
    const others = this.size - 1;
    resetClaims(this.#space);
    if (others > 0) {
      control[signal.phase] = phaseNames.indexOf(phase);
      control[signal.size] = this.size;
      Atomics.store(control, signal.pending, others);
      this.#announce();
    }
    performPhase(phase, this.#space, { thread: 0, size: this.size }, this.#columns);
    if (others === 0) return;
    waitUntil(control, signal.pending, (pending) => pending === 0);
    if (Atomics.load(control, signal.failed) !== 0) throw new Error(`A training thread failed in ${phase}.`);
  }

  /** Lets the helpers go. */
  close(): void {
    this.#space.control[signal.phase] = finished;
    this.#announce();
  }

  #announce(): void {
    Atomics.add(this.#space.control, signal.generation, 1);
    Atomics.notify(this.#space.control, signal.generation);
  }
}

function startHelper(start: HelperStart): void {
  // Compiled, because Node runs no TypeScript in worker threads.
  const script = new URL("../dist/training-thread.js", import.meta.url);
  const worker = new Worker(script, { workerData: start, execArgv: [] });
  // One that cannot start, for want of memory for instance, is done without.
  worker.on("error", () => {});
  worker.unref();
}

/** The life of a helping thread. */
export function help(space: TrainingSpace, columns: TrainingColumns): void {
  const { control } = space;
  let generation = Atomics.load(control, signal.generation);
  const thread = 1 + Atomics.add(control, signal.joined, 1);
  for (;;) {
    const seen = generation;
    generation = waitUntil(control, signal.generation, (now) => now !== seen);
    const phase = control[signal.phase];
    if (phase === finished) return;
    const size = control[signal.size];
    if (thread >= size) continue;
    try {
      performPhase(phaseNames[phase], space, { thread, size }, columns);
    } catch {
      Atomics.store(control, signal.failed, 1);
    }
    if (Atomics.sub(control, signal.pending, 1) === 1) Atomics.notify(control, signal.pending);
  }
}

/** Returns the value at `index` once it satisfies the condition. */
function waitUntil(control: Int32Array, index: number, satisfied: (value: number) => boolean): number {
  for (let look = 0; look < looks; look++) {
    const value = Atomics.load(control, index);
    if (satisfied(value)) return value;
  }
  for (;;) {
    const value = Atomics.load(control, index);
    if (satisfied(value)) return value;
    Atomics.wait(control, index, value);
  }
}

/** The same columns where every thread can read them. */
export function inSharedMemory(data: Dataset): Float32Array[] {
  return data.columns.map((column) => {
    if (column.buffer instanceof SharedArrayBuffer) return column;
    const copy = new Float32Array(new SharedArrayBuffer(column.byteLength));
    copy.set(column);
    return copy;
  });
}

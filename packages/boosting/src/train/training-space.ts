import type { FeatureKind } from "../dataset.ts";
import { TrainingError } from "../errors.ts";
import { type Kernels, kernelsOver, type Pointer } from "./kernels.ts";
import { type Extent, itemInts, itemLimit, type Layout, layoutFor } from "./layout.ts";

/** What one thread needs to take part in a training: the memory that all share, and its own kernels over it. */
export class TrainingSpace {
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly kernels: Kernels;
  readonly control: Int32Array;
  readonly amounts: Float64Array;
  readonly items: Int32Array;
  /** The whole memory, for places that are read and written one by one: entry `pointer ÷ its bytes`. */
  readonly f64: Float64Array;
  readonly i32: Int32Array;

  /** Room for a new training. Throws TrainingError when there is not enough. */
  static allocate(extent: Extent): TrainingSpace {
    const layout = layoutFor(extent);
    const memory = takeSpare(layout);
    return new TrainingSpace(memory ?? allocateMemory(layout.bytes), layout);
  }

  /** Leaves the memory to a later training, which may have it once `isFree`. */
  release(isFree: Spare["isFree"]): void {
    spare = { memory: new WeakRef(this.memory), isFree };
  }

  constructor(memory: WebAssembly.Memory, layout: Layout) {
    this.memory = memory;
    this.layout = layout;
    this.kernels = kernelsOver(memory);
    this.control = this.ints(layout.control, 64);
    this.amounts = this.doubles(layout.amounts, itemLimit);
    this.f64 = new Float64Array(memory.buffer);
    this.i32 = new Int32Array(memory.buffer);
    this.items = this.ints(layout.items, itemInts * itemLimit);
  }

  ints(at: Pointer, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length);
  }

  words(at: Pointer, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, at, length);
  }

  bytes(at: Pointer, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  floats(at: Pointer, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length);
  }

  doubles(at: Pointer, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, length);
  }
}

/** `isFree` must not hold the memory itself: garbage collection may have it. */
interface Spare {
  memory: WeakRef<WebAssembly.Memory>;
  isFree: (memory: WebAssembly.Memory) => boolean;
}

/**
 * Memory of a training that is over. V8 counts no shared memory when it decides whether to collect garbage, so a
 * caller that trains again and again without a pause would otherwise gather that of all trainings.
 */
let spare: Spare | null = null;

/** The spare memory if it is large enough, with zeros before the columns: what is after them is written first. */
function takeSpare({ bytes, control, columns }: Layout): WebAssembly.Memory | null {
  const memory = spare?.memory.deref();
  if (!memory || memory.buffer.byteLength < bytes || !spare?.isFree(memory)) return null;
  spare = null;
  new Uint8Array(memory.buffer, control, columns - control).fill(0);
  return memory;
}

function allocateMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / 2 ** 16);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (error) {
    const wanted = `Training on this data needs ${Math.ceil(bytes / 2 ** 20)} MiB of memory`;
    throw new TrainingError("data", `${wanted}, which could not be had.`, { cause: error });
  }
}

/** The data as every thread can read it. */
export interface TrainingColumns {
  kinds: FeatureKind[];
  /** Of categorical features that say how many there are. */
  levels: (number | undefined)[];
  rows: Float32Array[];
  /** Those of the validation set; empty without one. */
  held: Float32Array[];
}

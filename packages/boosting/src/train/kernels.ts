import { wasmModule } from "../wasm-module.ts";

/** Address in the memory of a training, in bytes. */
export type Pointer = number;

/** What assembly/training exports; its files say what each argument is. */
export interface Kernels {
  sortNumbers(
    column: Pointer,
    count: number,
    keys: Pointer,
    spare: Pointer,
    order: Pointer,
    spareOrder: Pointer,
    counts: Pointer,
  ): number;
  binNumbers(column: Pointer, count: number, cuts: Pointer, missing: number, out: Pointer): void;
  interleave(
    columns: Pointer,
    height: number,
    chosen: Pointer,
    width: number,
    from: number,
    to: number,
    out: Pointer,
  ): void;
  differentiateLogistic: Differentiate;
  differentiateSquared: Differentiate;
  quantise(
    pairs: Pointer,
    repeats: Pointer,
    from: number,
    to: number,
    firstScale: number,
    secondScale: number,
  ): void;
  buildHistogram(
    bins: Pointer,
    stride: number,
    offsets: Pointer,
    width: number,
    rows: Pointer,
    count: number,
    gradients: Pointer,
    out: Pointer,
  ): void;
  countRows(
    bins: Pointer,
    stride: number,
    offsets: Pointer,
    width: number,
    rows: Pointer,
    count: number,
    counts: Pointer,
  ): void;
  clear(at: Pointer, bytes: number): void;
  subtractHistogram(parent: Pointer, child: Pointer, bytes: number): void;
  subtractCounts(parent: Pointer, child: Pointer, bytes: number): void;
  sumBins(sums: Pointer, bins: number, out: Pointer): void;
  findBestSplit(
    features: Pointer,
    offsets: Pointer,
    from: number,
    to: number,
    histogram: Pointer,
    counts: Pointer,
    node: Pointer,
    rule: Pointer,
    scratch: Pointer,
    out: Pointer,
  ): void;
  divideRows(
    rows: Pointer,
    count: number,
    bins: Pointer,
    goesLeft: Pointer,
    lefts: Pointer,
    rights: Pointer,
  ): number;
  copy(to: Pointer, from: Pointer, bytes: number): void;
  addToRows(rows: Pointer, count: number, value: number, margins: Pointer): void;
}

type Differentiate = (
  margins: Pointer,
  labels: Pointer,
  weights: Pointer,
  repeats: Pointer,
  from: number,
  to: number,
  out: Pointer,
  losses: Pointer,
  greatest: Pointer,
) => void;

/** The kernels over a memory; every thread of a training has its own instance over the same one. */
export function kernelsOver(memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(wasmModule("training"), { env: { memory } });
  return exports as object as Kernels;
}

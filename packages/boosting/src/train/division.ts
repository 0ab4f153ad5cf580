import { partOf } from "./balance.ts";
import { itemInts } from "./layout.ts";
import type { TrainingSpace } from "./training-space.ts";

/** Rows to be divided: places in `layout.order`. `table` says where in `layout.tables` its left bins are. */
export interface Range {
  start: number;
  end: number;
}

export function writeDivision(
  space: TrainingSpace,
  index: number,
  { start, end }: Range,
  column: number,
  table: number,
): void {
  const at = index * itemInts;
  space.items[at] = start;
  space.items[at + 1] = end - start;
  space.items[at + 2] = column;
  space.items[at + 3] = table;
}

/** How many of an item's rows have gone left. */
export function leftRows(space: TrainingSpace, index: number): number {
  const { layout } = space;
  let sum = 0;
  for (const lefts of space.ints(layout.sliceLefts + 4 * index * layout.threads, layout.threads))
    sum += lefts;
  return sum;
}

/** Phase, a piece an item: divides it whole. */
export function divideItem(space: TrainingSpace, item: number): void {
  const slices = slicesOf(space, item).fill(0);
  slices[0] = divide(space, item, 0, 1);
  collect(space, item, 0, 1, slices);
}

/** Phase, a piece a slice of an item, `layout.threads` of them each: divides it into `lefts` and `rights`. */
export function divideSlice(space: TrainingSpace, piece: number): void {
  const { threads } = space.layout;
  const slice = piece % threads;
  const item = (piece - slice) / threads;
  slicesOf(space, item)[slice] = divide(space, item, slice, threads);
}

/** Phase: puts the slices together again, left rows first; the order within either side is kept. */
export function collectSlice(space: TrainingSpace, piece: number): void {
  const { threads } = space.layout;
  const slice = piece % threads;
  const item = (piece - slice) / threads;
  collect(space, item, slice, threads, slicesOf(space, item));
}

function slicesOf(space: TrainingSpace, item: number): Int32Array {
  const { sliceLefts, threads } = space.layout;
  return space.ints(sliceLefts + 4 * item * threads, threads);
}

function divide(space: TrainingSpace, index: number, slice: number, slices: number): number {
  const { layout, kernels, items } = space;
  const item = index * itemInts;
  const [from, to] = partOf(items[item + 1], slice, slices);
  const at = 4 * (items[item] + from);
  return kernels.divideRows(
    layout.order + at,
    to - from,
    layout.columns + items[item + 2] * (layout.rows + layout.heldRows),
    layout.tables + 256 * items[item + 3],
    layout.lefts + at,
    layout.rights + at,
  );
}

function collect(
  space: TrainingSpace,
  index: number,
  slice: number,
  count: number,
  leftsOf: Int32Array,
): void {
  const { layout, kernels, items } = space;
  const start = items[index * itemInts];
  const [from, to] = partOf(items[index * itemInts + 1], slice, count);
  const own = leftsOf[slice];
  let before = 0;
  let total = 0;
  for (let s = 0; s < count; s++) {
    if (s < slice) before += leftsOf[s];
    total += leftsOf[s];
  }
  const source = 4 * (start + from);
  kernels.copy(layout.order + 4 * (start + before), layout.lefts + source, 4 * own);
  const target = layout.order + 4 * (start + total + from - before);
  kernels.copy(target, layout.rights + source, 4 * (to - from - own));
}

/** Phase, a piece an item: adds amounts[item] to the margins of its rows. */
export function addLeaf(space: TrainingSpace, item: number): void {
  const { layout, kernels, items, amounts } = space;
  const start = items[item * itemInts];
  kernels.addToRows(layout.order + 4 * start, items[item * itemInts + 1], amounts[item], layout.margins);
}

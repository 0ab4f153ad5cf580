import { claims } from "./claims.ts";
import { itemInts } from "./layout.ts";
import { type Share, shareOf, type TrainingSpace } from "./training-space.ts";

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
  space.items.set([start, end - start, column, table], index * itemInts);
}

/** How many of an item's rows have gone left. */
export function leftRows(space: TrainingSpace, index: number): number {
  const { layout } = space;
  let sum = 0;
  for (const lefts of space.ints(layout.sliceLefts + 4 * index * layout.threads, layout.threads))
    sum += lefts;
  return sum;
}

/** Phase: each thread divides whole items. amounts[0] items. */
export function divideItems(space: TrainingSpace): void {
  const { layout, amounts } = space;
  const lefts = space.ints(layout.sliceLefts, layout.sliceCount);
  for (const i of claims(space, amounts[0])) {
    const slices = lefts.subarray(i * layout.threads, (i + 1) * layout.threads).fill(0);
    slices[0] = divide(space, i, 0, 1);
    collect(space, i, { thread: 0, size: 1 }, slices);
  }
}

/** Phase: each thread divides its slice of every item, in order, into `lefts` and `rights`. */
export function divideSlices(space: TrainingSpace, { thread, size }: Share): void {
  const { layout, amounts } = space;
  const lefts = space.ints(layout.sliceLefts, layout.sliceCount);
  for (let i = 0; i < amounts[0]; i++) {
    const slices = lefts.subarray(i * layout.threads, (i + 1) * layout.threads);
    if (thread === 0) slices.fill(0, size);
    slices[thread] = divide(space, i, thread, size);
  }
}

/** Phase: puts the slices together again, left rows first; the order within either side is kept. */
export function collectSlices(space: TrainingSpace, share: Share): void {
  const { layout, amounts } = space;
  const lefts = space.ints(layout.sliceLefts, layout.sliceCount);
  for (let i = 0; i < amounts[0]; i++) {
    collect(space, i, share, lefts.subarray(i * layout.threads, (i + 1) * layout.threads));
  }
}

function divide(space: TrainingSpace, index: number, thread: number, size: number): number {
  const { layout, kernels, items } = space;
  const [start, count, column, table] = items.subarray(index * itemInts, index * itemInts + 4);
  const [from, to] = shareOf(count, { thread, size });
  const at = 4 * (start + from);
  return kernels.divideRows(
    layout.order + at,
    to - from,
    layout.columns + column * (layout.rows + layout.heldRows),
    layout.tables + 256 * table,
    layout.lefts + at,
    layout.rights + at,
  );
}

function collect(space: TrainingSpace, index: number, share: Share, slices: Int32Array): void {
  const { layout, items } = space;
  const all = layout.rows + layout.heldRows;
  const order = space.words(layout.order, all);
  const [start, count] = items.subarray(index * itemInts, index * itemInts + 2);
  const [from, to] = shareOf(count, share);
  const own = slices[share.thread];
  let before = 0;
  let total = 0;
  for (let t = 0; t < share.size; t++) {
    if (t < share.thread) before += slices[t];
    total += slices[t];
  }
  const lefts = space.words(layout.lefts + 4 * (start + from), own);
  const rights = space.words(layout.rights + 4 * (start + from), to - from - own);
  order.set(lefts, start + before);
  order.set(rights, start + total + from - before);
}

/** Phase: adds amounts[i] to the margins of the rows at item i; control tells how many items there are. */
export function addLeaves(space: TrainingSpace, share: Share): void {
  const { layout, kernels, items, amounts } = space;
  for (let i = 1; i <= amounts[0]; i++) {
    const [start, count] = items.subarray(i * itemInts, i * itemInts + 2);
    const [from, to] = shareOf(count, share);
    kernels.addToRows(layout.order + 4 * (start + from), to - from, amounts[i], layout.margins);
  }
}

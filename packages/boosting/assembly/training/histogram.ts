/** Bytes of a bin: the sums of first and second derivatives, as doubles that hold whole numbers. */
export const binBytes: usize = 16;

/** Rows that are asked of memory at a time. */
const block: usize = 32;

const cacheLine: usize = 64;

/** Keeps loads whose values nobody needs. */
export let touched: i32 = 0;

/**
 * Adds rows into a histogram. Whole numbers in doubles: every sum is exact whatever the order (rule H1).
 *
 * Two rows at a time, because the bins of one row and the next are independent work for the processor; eight
 * features a turn, because a loop check per cell would cost as much as the cell. The rows of a small node lie apart:
 * a block of them is touched first, so that the processor waits for all of them at once and not for each.
 *
 * @param bins row-major u8, already moved to the first feature wanted
 * @param stride bytes of a row
 * @param offsets u32 a feature: where its bins begin in `out`, in bytes
 * @param width number of features
 * @param rows u32 row numbers
 * @param gradients i32 pairs (first, second derivative) by row number
 */
export function buildHistogram(
  bins: usize,
  stride: usize,
  offsets: usize,
  width: usize,
  rows: usize,
  count: usize,
  gradients: usize,
  out: usize,
): void {
  const octets = offsets + ((width & ~7) << 2);
  const end = offsets + (width << 2);
  const lastPair = rows + ((count & ~1) << 2);
  const lastRow = rows + (count << 2);
  let nextBlock = rows;
  for (; rows < lastPair; rows += 8) {
    if (rows === nextBlock) {
      nextBlock = min(rows + (block << 2), lastRow);
      touchRows(bins, stride, width, rows, nextBlock, gradients);
    }
    const row0 = <usize>load<u32>(rows);
    const row1 = <usize>load<u32>(rows, 4);
    const pair0 = inline.always(gradientPair(gradients, row0));
    const pair1 = inline.always(gradientPair(gradients, row1));
    let at0 = bins + row0 * stride;
    let at1 = bins + row1 * stride;
    let offset = offsets;
    for (; offset < octets; offset += 32, at0 += 8, at1 += 8) {
      inline.always(addCells(offset, 0, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 1, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 2, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 3, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 4, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 5, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 6, at0, at1, pair0, pair1, out));
      inline.always(addCells(offset, 7, at0, at1, pair0, pair1, out));
    }
    for (; offset < end; offset += 4, at0++, at1++)
      inline.always(addCells(offset, 0, at0, at1, pair0, pair1, out));
  }
  if (count & 1) {
    const row = <usize>load<u32>(rows);
    const pair = inline.always(gradientPair(gradients, row));
    for (let at = bins + row * stride; offsets < end; offsets += 4, at++) {
      inline.always(addTo(out + <usize>load<u32>(offsets) + ((<usize>load<u8>(at)) << 4), pair));
    }
  }
}

/** Rows that follow each other need no help. */
function touchRows(
  bins: usize,
  stride: usize,
  width: usize,
  rows: usize,
  end: usize,
  gradients: usize,
): void {
  if (<usize>load<u32>(end - 4) - <usize>load<u32>(rows) < 2 * block) return;
  let sum = 0;
  for (; rows < end; rows += 4) {
    const row = <usize>load<u32>(rows);
    const at = bins + row * stride;
    sum ^= load<i32>(gradients + (row << 3));
    for (let byte: usize = 0; byte < width; byte += cacheLine) sum ^= <i32>load<u8>(at + byte);
    sum ^= <i32>load<u8>(at + width - 1);
  }
  touched = sum;
}

export function clear(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}

/** Counts rows a bin; only asked for when a leaf must hold several. Bins of `counts` are u32. */
export function countRows(
  bins: usize,
  stride: usize,
  offsets: usize,
  width: usize,
  rows: usize,
  count: usize,
  counts: usize,
): void {
  const end = offsets + (width << 2);
  for (const last = rows + (count << 2); rows < last; rows += 4) {
    let at = bins + <usize>load<u32>(rows) * stride;
    for (let offset = offsets; offset < end; offset += 4, at++) {
      const bin = counts + (<usize>load<u32>(offset) >> 2) + ((<usize>load<u8>(at)) << 2);
      store<u32>(bin, load<u32>(bin) + 1);
    }
  }
}

/** Turns a parent's sums into those of its other child: exact, because the sums are whole numbers. */
export function subtractHistogram(parent: usize, child: usize, bytes: usize): void {
  for (const end = parent + bytes; parent < end; parent += 16, child += 16) {
    v128.store(parent, f64x2.sub(v128.load(parent), v128.load(child)));
  }
}

export function subtractCounts(parent: usize, child: usize, bytes: usize): void {
  for (const end = parent + bytes; parent < end; parent += 4, child += 4) {
    store<u32>(parent, load<u32>(parent) - load<u32>(child));
  }
}

function gradientPair(gradients: usize, row: usize): v128 {
  return f64x2.convert_low_i32x4_s(v128.load64_zero(gradients + (row << 3)));
}

function addCells(
  offset: usize,
  feature: usize,
  at0: usize,
  at1: usize,
  pair0: v128,
  pair1: v128,
  out: usize,
): void {
  const sums = out + <usize>load<u32>(offset + (feature << 2));
  inline.always(addTo(sums + ((<usize>load<u8>(at0 + feature)) << 4), pair0));
  inline.always(addTo(sums + ((<usize>load<u8>(at1 + feature)) << 4), pair1));
}

function addTo(at: usize, pair: v128): void {
  v128.store(at, f64x2.add(v128.load(at), pair));
}

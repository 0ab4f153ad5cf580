/** First half of a stable partition: one slice's rows, left ones to `lefts` and right ones to `rights`. */
export function divideRows(
  rows: usize,
  count: usize,
  bins: usize,
  goesLeft: usize,
  lefts: usize,
  rights: usize,
): usize {
  let left = lefts;
  for (const end = rows + (count << 2); rows < end; rows += 4) {
    const row = load<u32>(rows);
    const isLeft = (<usize>load<u8>(goesLeft + <usize>load<u8>(bins + <usize>row))) << 2;
    store<u32>(left, row);
    store<u32>(rights, row);
    left += isLeft;
    rights += 4 - isLeft;
  }
  return (left - lefts) >> 2;
}

export function copy(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

/** Adds a leaf's value to the margins of its rows. */
export function addToRows(rows: usize, count: usize, value: f64, margins: usize): void {
  for (const end = rows + (count << 2); rows < end; rows += 4) {
    const at = margins + ((<usize>load<u32>(rows)) << 3);
    store<f64>(at, load<f64>(at) + value);
  }
}

/**
 * Rows `from` … `to` of some columns side by side, row-major.
 *
 * @param columns column-major u8 bins, `height` rows a column
 * @param chosen u32 column numbers, `width` of them
 */
export function interleave(
  columns: usize,
  height: usize,
  chosen: usize,
  width: usize,
  from: usize,
  to: usize,
  out: usize,
): void {
  // A block's output stays in the first-level cache while its columns are dealt out.
  const block: usize = 256;
  for (let start = from; start < to; start += block) {
    const end = min(start + block, to);
    for (let k: usize = 0; k < width; k++) {
      const column = columns + <usize>load<u32>(chosen + (k << 2)) * height;
      let at = out + start * width + k;
      for (let row = start; row < end; row++, at += width) store<u8>(at, load<u8>(column + row));
    }
  }
}

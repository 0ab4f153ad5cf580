/**
 * Sorts the numbers of a column ascending, missing ones left out: radix sort by 11 bits, three passes. −0 becomes 0.
 *
 * @param column f32 values
 * @param keys, spare room for `count` u32 each
 * @param order, spareOrder room for `count` u32 each, or 0: the row numbers in the same order
 * @param counts room for 3 × 2048 u32
 * @returns how many numbers there are; they are in `spare`, as f32, and their rows in `spareOrder`
 */
export function sortNumbers(
  column: usize,
  count: usize,
  keys: usize,
  spare: usize,
  order: usize,
  spareOrder: usize,
  counts: usize,
): usize {
  memory.fill(counts, 0, 3 * 8192);
  let size: usize = 0;
  for (let row: usize = 0; row < count; row++) {
    const value = load<f32>(column + (row << 2)) + 0;
    if (isNaN(value)) continue;
    const key = sortable(reinterpret<u32>(value));
    store<u32>(keys + (size << 2), key);
    if (order) store<u32>(order + (size << 2), <u32>row);
    size++;
    count1(counts, key & 2047);
    count1(counts + 8192, (key >> 11) & 2047);
    count1(counts + 16384, key >> 22);
  }
  scatter(keys, spare, order, spareOrder, size, 0, counts);
  scatter(spare, keys, spareOrder, order, size, 11, counts + 8192);
  scatter(keys, spare, order, spareOrder, size, 22, counts + 16384);
  for (let at = spare, end = spare + (size << 2); at < end; at += 4) {
    store<u32>(at, unsortable(load<u32>(at)));
  }
  return size;
}

/**
 * The bin of each value of a column: the first cut that is not below it, or `missing` for NaN.
 *
 * @param cuts 256 f32, ascending, those not in use +Infinity
 */
export function binNumbers(column: usize, count: usize, cuts: usize, missing: i32, out: usize): void {
  for (const end = out + count; out < end; out++, column += 4) {
    const value = load<f32>(column);
    let at = cuts;
    at += load<f32>(at, 127 << 2) < value ? 128 << 2 : 0;
    at += load<f32>(at, 63 << 2) < value ? 64 << 2 : 0;
    at += load<f32>(at, 31 << 2) < value ? 32 << 2 : 0;
    at += load<f32>(at, 15 << 2) < value ? 16 << 2 : 0;
    at += load<f32>(at, 7 << 2) < value ? 8 << 2 : 0;
    at += load<f32>(at, 3 << 2) < value ? 4 << 2 : 0;
    at += load<f32>(at, 1 << 2) < value ? 2 << 2 : 0;
    at += load<f32>(at) < value ? 4 : 0;
    store<u8>(out, isNaN(value) ? missing : <i32>((at - cuts) >> 2));
  }
}

/** Unsigned order of the result is the order of the floats. */
function sortable(bits: u32): u32 {
  return bits ^ (<u32>(<i32>bits >> 31) | 0x80000000);
}

function unsortable(key: u32): u32 {
  return key ^ (<u32>(<i32>~key >> 31) | 0x80000000);
}

function count1(counts: usize, digit: u32): void {
  const at = counts + ((<usize>digit) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

function scatter(
  from: usize,
  to: usize,
  order: usize,
  toOrder: usize,
  size: usize,
  shift: u32,
  counts: usize,
): void {
  let start: u32 = 0;
  for (let at = counts, end = counts + 8192; at < end; at += 4) {
    const held = load<u32>(at);
    store<u32>(at, start);
    start += held;
  }
  for (let i: usize = 0; i < size; i++) {
    const key = load<u32>(from + (i << 2));
    const at = counts + ((<usize>((key >> shift) & 2047)) << 2);
    const place = <usize>load<u32>(at);
    store<u32>(at, <u32>place + 1);
    store<u32>(to + (place << 2), key);
    if (order) store<u32>(toOrder + (place << 2), load<u32>(order + (i << 2)));
  }
}

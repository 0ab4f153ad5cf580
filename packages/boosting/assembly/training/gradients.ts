/** Rows whose losses are added up together, in this order for any number of threads. */
const chunkRows: usize = 4096;

/** What a range of rows reports: f64 greatest |first|, greatest second. */
function report(out: usize, first: v128, second: v128): void {
  store<f64>(out, max(f64x2.extract_lane(first, 0), f64x2.extract_lane(first, 1)));
  store<f64>(out, max(f64x2.extract_lane(second, 0), f64x2.extract_lane(second, 1)), 8);
}

/**
 * Derivatives of the log-loss by the margin, as f32 pairs, and the loss itself (rule L1).
 *
 * With e = exp(−|m|) the loss is log(1 + e) + max(−z, 0), z the margin towards the label. The logarithms of a chunk
 * are taken of one product: 512 factors of at most 2 do not overflow.
 *
 * @param margins f64, labels f32 (0 or 1), weights f32 or 0
 * @param repeats u8 or 0: rows of 0 count as without derivatives
 * @param from, to rows; `from` a multiple of 4096
 * @param losses f64 a chunk of 4096 rows: sum of unweighted losses
 * @param greatest 2 f64: largest |first| and second
 */
export function differentiateLogistic(
  margins: usize,
  labels: usize,
  weights: usize,
  repeats: usize,
  from: usize,
  to: usize,
  out: usize,
  losses: usize,
  greatest: usize,
): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  let mostFirst = zero;
  let mostSecond = zero;
  for (let start = from; start < to; start += chunkRows) {
    const end = min(start + chunkRows, to);
    let loss: f64 = 0;
    let linear = zero;
    for (let row = start; row < end; ) {
      let product = one;
      for (const stop = min(row + 1024, end); row < stop; row += 2) {
        // The arrays have room for one row more, so that an odd last row needs no loop of its own.
        const margin = v128.load(margins + (row << 3));
        const label = f64x2.promote_low_f32x4(v128.load64_zero(labels + (row << 2)));
        const e = inline.always(expOfMinus(f64x2.abs(margin)));
        const share = f64x2.div(one, f64x2.add(one, e));
        const small = f64x2.mul(e, share);
        const positive = f64x2.ge(margin, zero);
        const p = v128.bitselect(share, small, positive);
        let first = f64x2.sub(p, label);
        let second = f64x2.mul(share, small);
        const towards = f64x2.mul(margin, f64x2.sub(one, f64x2.add(label, label)));
        let penalty = f64x2.pmax(towards, zero);
        let factor = f64x2.add(one, e);
        if (row + 1 === stop) {
          penalty = f64x2.replace_lane(penalty, 1, 0);
          factor = f64x2.replace_lane(factor, 1, 1);
          first = f64x2.replace_lane(first, 1, 0);
          second = f64x2.replace_lane(second, 1, 0);
        }
        linear = f64x2.add(linear, penalty);
        product = f64x2.mul(product, factor);
        if (weights) {
          const weight = f64x2.promote_low_f32x4(v128.load64_zero(weights + (row << 2)));
          first = f64x2.mul(first, weight);
          second = f64x2.mul(second, weight);
        }
        if (repeats) {
          if (!load<u8>(repeats + row)) {
            first = f64x2.replace_lane(first, 0, 0);
            second = f64x2.replace_lane(second, 0, 0);
          }
          if (!load<u8>(repeats + row, 1)) {
            first = f64x2.replace_lane(first, 1, 0);
            second = f64x2.replace_lane(second, 1, 0);
          }
        }
        mostFirst = f64x2.pmax(mostFirst, f64x2.abs(first));
        mostSecond = f64x2.pmax(mostSecond, second);
        storePairs(out + (row << 3), first, second);
      }
      loss += Math.log(f64x2.extract_lane(product, 0)) + Math.log(f64x2.extract_lane(product, 1));
    }
    store<f64>(
      losses + ((start / chunkRows) << 3),
      loss + f64x2.extract_lane(linear, 0) + f64x2.extract_lane(linear, 1),
    );
  }
  report(greatest, mostFirst, mostSecond);
}

/** The same for half the squared error; the loss reported is the squared error. */
export function differentiateSquared(
  margins: usize,
  labels: usize,
  weights: usize,
  repeats: usize,
  from: usize,
  to: usize,
  out: usize,
  losses: usize,
  greatest: usize,
): void {
  let mostFirst: f64 = 0;
  let mostSecond: f64 = 0;
  for (let start = from; start < to; start += chunkRows) {
    let loss: f64 = 0;
    for (let row = start, end = min(start + chunkRows, to); row < end; row++) {
      const error = load<f64>(margins + (row << 3)) - <f64>load<f32>(labels + (row << 2));
      let weight: f64 = weights ? <f64>load<f32>(weights + (row << 2)) : 1;
      if (repeats && !load<u8>(repeats + row)) weight = 0;
      loss += error * error;
      const first = error * weight;
      mostFirst = max(mostFirst, Math.abs(first));
      mostSecond = max(mostSecond, weight);
      store<f32>(out + (row << 3), <f32>first);
      store<f32>(out + (row << 3), <f32>weight, 4);
    }
    store<f64>(losses + ((start / chunkRows) << 3), loss);
  }
  store<f64>(greatest, mostFirst);
  store<f64>(greatest, mostSecond, 8);
}

/**
 * f32 pairs to whole numbers of steps, in place (rule G1). The second never becomes 0, so that a bin with rows has
 * weight; with `repeats` (u8 a row) both are multiplied, as if the row stood there so many times.
 */
export function quantise(
  pairs: usize,
  repeats: usize,
  from: usize,
  to: usize,
  firstScale: f64,
  secondScale: f64,
): void {
  const scale = f64x2.replace_lane(f64x2.splat(firstScale), 1, secondScale);
  for (let row = from; row < to; row++) {
    const at = pairs + (row << 3);
    const pair = f64x2.nearest(f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(at)), scale));
    let first = <i32>f64x2.extract_lane(pair, 0);
    let second = max(1, <i32>f64x2.extract_lane(pair, 1));
    if (repeats) {
      const times = <i32>load<u8>(repeats + row);
      first *= times;
      second *= times;
    }
    store<i32>(at, first);
    store<i32>(at, second, 4);
  }
}

function storePairs(at: usize, first: v128, second: v128): void {
  const firsts = f32x4.demote_f64x2_zero(first);
  const seconds = f32x4.demote_f64x2_zero(second);
  v128.store(at, v128.shuffle<f32>(firsts, seconds, 0, 4, 1, 5));
}

/**
 * exp(−x) for x ≥ 0, two at a time, within 2 units in the last place; 0 beyond 708.
 * −x = k · ln 2 + r with |r| ≤ ½ ln 2 (Cody & Waite 1980), exp r by its series to r¹³.
 */
function expOfMinus(x: v128): v128 {
  const limited = f64x2.pmin(x, f64x2.splat(709));
  const k = f64x2.nearest(f64x2.mul(limited, f64x2.splat(-Math.LOG2E)));
  let r = f64x2.sub(f64x2.neg(limited), f64x2.mul(k, f64x2.splat(0.6931471803691238)));
  r = f64x2.sub(r, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  // Estrin's scheme: short chains of dependent steps.
  const a = term(term2(1.0, 1.0, r), term2(0.5, 1.0 / 6.0, r), r2);
  const b = term(term2(1.0 / 24.0, 1.0 / 120.0, r), term2(1.0 / 720.0, 1.0 / 5040.0, r), r2);
  const c = term(term2(1.0 / 40320.0, 1.0 / 362880.0, r), term2(1.0 / 3628800.0, 1.0 / 39916800.0, r), r2);
  const d = term2(1.0 / 479001600.0, 1.0 / 6227020800.0, r);
  const tail = term(b, term(c, d, r4), r4);
  const series = term(a, tail, r4);
  const exponent = i64x2.shl(
    i64x2.extend_low_i32x4_s(i32x4.add(i32x4.trunc_sat_f64x2_s_zero(k), i32x4.splat(1023))),
    52,
  );
  return v128.and(f64x2.mul(series, exponent), f64x2.lt(x, f64x2.splat(708)));
}

/** a + b · x of constants. */
function term2(a: f64, b: f64, x: v128): v128 {
  return f64x2.add(f64x2.splat(a), f64x2.mul(f64x2.splat(b), x));
}

/** a + b · x */
function term(a: v128, b: v128, x: v128): v128 {
  return f64x2.add(a, f64x2.mul(b, x));
}

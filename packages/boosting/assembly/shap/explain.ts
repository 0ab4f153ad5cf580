import { Pair } from "./pair";

/*
 * A tree is written as below by src/explain/tree-shap-program.ts. Addresses are absolute u32, sizes are in bytes.
 *
 * header  u32 size, codes, leaves, runs, firstEnds, againEnds, –, –; u32 count of each run; to a multiple of 16
 * code    u32 value, feature, set, words
 * leaf    u32 slot, powers; f64 weight
 * split   u32 value; f32 threshold; u32 slot, credit, children, –; [u32 above, toward]; constants
 * end     u32 value; f32 threshold; u32 slot, credit, powers, –; [u32 above, toward]; f64 total; constants
 *
 * A leaf here is one beside a split; an end is a split of two leaves. What is in brackets is there "again": for
 * splits whose feature is tested further up, at `above`; the row came along if it went `toward` that child.
 *
 * constants  f64 factor of the child when the row goes left, right; [f64 debt, –; f64x2 reciprocal of each pair]
 * slot       u32 live child, hot child, constants, factor; f64x2 sum, product of each pair
 */
const headerSize: usize = 32;
const codeSize: usize = 16;
const leafSize: usize = 16;

/** Types of 1 and 2 bytes, for the first pair and the second. */
type First = u8;
type Second = u16;

let points: usize = 0;
let rootSlot: usize = 0;
let dead: usize = 0;

/** Looks categorical splits up: 0 (left) or 1 goes to their value, which they compare with 0. */
function lookUp(p: usize, end: usize, values: usize): void {
  for (; p < end; p += codeSize) {
    const x = load<f32>(values + load<u32>(p, 4));
    const code = u32(x);
    const word = code >>> 5;
    const known: u32 = u32(f32(code) === x) & u32(word < load<u32>(p, 12));
    const bits: u32 = load<u32>(load<u32>(p, 8) + ((word & (0 - known)) << 2));
    const right: u32 = ((bits >>> (code & 31)) & known) ^ 1;
    store<f32>(values + load<u32>(p), f32(right));
  }
}

/** Inlined with constants for `again`, `unrolled` and, when unrolled, `pairs`. */
// biome-ignore lint/complexity/noStaticOnlyClass: to Biome, only methods can have a decorator such as @inline.
class Walk {
  @inline
  static splitSize(again: bool, pairs: usize): usize {
    return again ? 64 + 16 * pairs : 40;
  }

  @inline
  static endSize(again: bool, pairs: usize): usize {
    return again ? 72 + 16 * pairs : 48;
  }

  @inline
  static goesRight(p: usize, values: usize): usize {
    return usize(!(load<f32>(values + load<u32>(p)) <= load<f32>(p, 4)));
  }

  /** All ones when the row took every branch on the split's feature further up, else 0. */
  @inline
  static alive(p: usize): usize {
    return <usize>0 - usize(load<u32>(load<u32>(p, 24)) === load<u32>(p, 28));
  }

  @inline
  static down(again: bool, unrolled: bool, p: usize, end: usize, values: usize, pairs: usize): void {
    const slotSize: usize = 16 + 32 * pairs;
    for (; p < end; p += Walk.splitSize(again, pairs)) {
      const right = Walk.goesRight(p, values);
      const own: usize = load<u32>(p, 8);
      const children: usize = load<u32>(p, 16);
      const hot = children + (slotSize & (<usize>0 - right));
      const cold = children + (slotSize & (right - <usize>1));
      let live = hot;
      let constants = p + 24;
      if (again) {
        const mask = Walk.alive(p);
        live &= mask;
        constants = dead + ((p + 32 - dead) & mask);
      }
      store<u32>(own, u32(live));
      store<u32>(own, u32(hot), 4);
      if (again) store<u32>(own, u32(constants), 8);
      store<u32>(own, u32(constants + 8 * right), 12);
      const factor = v128.load64_splat(constants + 8 * right);
      if (unrolled) {
        Pair.down<First>(again, own, cold, hot, factor, constants, points);
        if (pairs > 1) Pair.down<Second>(again, own, cold, hot, factor, constants, points);
      } else {
        for (let k: usize = 0; k < 16 * pairs; k += 16) {
          Pair.down<First>(again, own + 2 * k, cold + 2 * k, hot + 2 * k, factor, constants + k, points + k);
        }
      }
    }
  }

  /** Backwards from `p`, so that children come first. */
  @inline
  static up(again: bool, unrolled: bool, p: usize, start: usize, credits: usize, pairs: usize): void {
    const slotSize: usize = 16 + 32 * pairs;
    while (p > start) {
      p -= Walk.splitSize(again, pairs);
      const own: usize = load<u32>(p, 8);
      const credit = credits + load<u32>(p, 12);
      const left: usize = load<u32>(p, 16);
      const right = left + slotSize;
      const hot: usize = load<u32>(own, 4);
      const from: usize = again ? usize(load<u32>(own, 8)) : own;
      const factor = v128.load64_splat(load<u32>(own, 12));
      const debt = again ? v128.load64_splat(from, 16) : f64x2.splat(0);
      if (unrolled) {
        Pair.up<First>(again, own, left, right, hot, factor, debt, from, points, credit);
        if (pairs > 1) {
          Pair.up<Second>(again, own, left, right, hot, factor, debt, from, points, credit);
        }
      } else {
        for (let k: usize = 0, j: usize = 0; k < 16 * pairs; k += 16, j += 32) {
          Pair.up<First>(
            again,
            own + j,
            left + j,
            right + j,
            hot + j,
            factor,
            debt,
            from + k,
            points + k,
            credit + k,
          );
        }
      }
    }
  }

  @inline
  static ends(
    again: bool,
    unrolled: bool,
    p: usize,
    end: usize,
    values: usize,
    credits: usize,
    pairs: usize,
  ): void {
    for (; p < end; p += Walk.endSize(again, pairs)) {
      const right = Walk.goesRight(p, values);
      const own: usize = load<u32>(p, 8);
      const credit = credits + load<u32>(p, 12);
      const powers: usize = load<u32>(p, 16);
      const scaled = powers + 16 * pairs;
      const from = again ? dead + ((p + 40 - dead) & Walk.alive(p)) : p + 32;
      const total = again ? v128.load64_splat(p, 32) : v128.load64_splat(p, 24);
      const taken = v128.load64_splat(from + 8 * right);
      const debt = again ? v128.load64_splat(from, 16) : f64x2.splat(0);
      if (unrolled) {
        Pair.end<First>(again, own, powers, scaled, total, taken, debt, from, credit);
        if (pairs > 1) {
          Pair.end<Second>(again, own, powers, scaled, total, taken, debt, from, credit);
        }
      } else {
        for (let k: usize = 0; k < 16 * pairs; k += 16) {
          Pair.end<First>(
            again,
            own + 2 * k,
            powers + k,
            scaled + k,
            total,
            taken,
            debt,
            from + k,
            credit + k,
          );
        }
      }
    }
  }

  @inline
  static tree(unrolled: bool, tree: usize, values: usize, credits: usize, pairs: usize): void {
    const runs: usize = load<u32>(tree, 12);
    const counts = tree + headerSize;
    let p = counts + ((4 * runs + 15) & ~15);
    let next = p + codeSize * load<u32>(tree, 4);
    if (next > p) lookUp(p, next, values);
    p = next;
    next += leafSize * load<u32>(tree, 8);
    for (; p < next; p += leafSize) {
      const own: usize = load<u32>(p);
      const powers: usize = load<u32>(p, 4);
      const weight = v128.load64_splat(p, 8);
      for (let k: usize = 0; k < 16 * pairs; k += 16) {
        v128.store(own + 2 * k, f64x2.mul(weight, v128.load(powers + k)), 16);
      }
    }

    for (let k: usize = 0; k < 32 * pairs; k += 32) v128.store(rootSlot + k, f64x2.splat(1), 32);
    for (let run: usize = 0; run < runs; run++, p = next) {
      const count: usize = load<u32>(counts + 4 * run);
      if (run & 1) {
        next = p + count * Walk.splitSize(true, pairs);
        Walk.down(true, unrolled, p, next, values, pairs);
      } else {
        next = p + count * Walk.splitSize(false, pairs);
        Walk.down(false, unrolled, p, next, values, pairs);
      }
    }

    next = p + Walk.endSize(false, pairs) * load<u32>(tree, 16);
    Walk.ends(false, unrolled, p, next, values, credits, pairs);
    Walk.ends(
      true,
      unrolled,
      next,
      next + Walk.endSize(true, pairs) * load<u32>(tree, 20),
      values,
      credits,
      pairs,
    );

    for (let run = runs; run > 0; run--, p = next) {
      const count: usize = load<u32>(counts + 4 * (run - 1));
      if (run & 1) {
        next = p - count * Walk.splitSize(false, pairs);
        Walk.up(false, unrolled, p, next, credits, pairs);
      } else {
        next = p - count * Walk.splitSize(true, pairs);
        Walk.up(true, unrolled, p, next, credits, pairs);
      }
    }
  }
}

function explainOnePair(tree: usize, values: usize, credits: usize): void {
  Walk.tree(true, tree, values, credits, 1);
}

function explainTwoPairs(tree: usize, values: usize, credits: usize): void {
  Walk.tree(true, tree, values, credits, 2);
}

function explainManyPairs(tree: usize, values: usize, credits: usize, pairs: usize): void {
  Walk.tree(false, tree, values, credits, pairs);
}

/** Where the numbers that all trees of a group share are: t ÷ (1 − t) of each point, the root's slot, `dead`. */
export function setGroup(pointsAt: usize, rootSlotAt: usize, deadAt: usize): void {
  points = pointsAt;
  rootSlot = rootSlotAt;
  dead = deadAt;
}

/**
 * Adds the credits of `count` trees to those of `rows` rows. Rows go inside: a tree stays in the nearest cache
 * while it explains them.
 */
export function explainRows(
  tree: usize,
  count: usize,
  pairs: usize,
  values: usize,
  valueBytes: usize,
  credits: usize,
  creditBytes: usize,
  rows: usize,
): void {
  for (; count > 0; count--) {
    for (let r: usize = 0; r < rows; r++) {
      const row = values + r * valueBytes;
      const credit = credits + r * creditBytes;
      switch (u32(pairs)) {
        case 1:
          explainOnePair(tree, row, credit);
          break;
        case 2:
          explainTwoPairs(tree, row, credit);
          break;
        default:
          explainManyPairs(tree, row, credit, pairs);
      }
    }
    tree += load<u32>(tree);
  }
}

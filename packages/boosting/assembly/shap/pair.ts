/*
 * One pair of quadrature points at one split; explain.ts says where its numbers are. K is a type whose size tells which
 * pair, 1 the first, so that offsets are part of the instructions. `again`: a split further up tests the same feature.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: to Biome, only methods can have a decorator such as @inline.
export class Pair {
  /** Products of the children. Only the one the row goes to has a new factor; the old one, if any, is taken out. */
  @inline
  static down<K>(
    again: bool,
    own: usize,
    cold: usize,
    hot: usize,
    factor: v128,
    constants: usize,
    points: usize,
  ): void {
    let product = v128.load(own, 32 * sizeof<K>());
    if (again) {
      product = f64x2.mul(product, v128.load(constants, 16 + 16 * sizeof<K>()));
      v128.store(own, product, 32 * sizeof<K>());
    }
    v128.store(cold, product, 32 * sizeof<K>());
    const scale = f64x2.mul(factor, v128.load(points, 16 * sizeof<K>() - 16));
    v128.store(hot, f64x2.add(product, f64x2.mul(scale, product)), 32 * sizeof<K>());
  }

  /** Sum of the split from its children's, and what its feature gains. */
  @inline
  static up<K>(
    again: bool,
    own: usize,
    left: usize,
    right: usize,
    hot: usize,
    factor: v128,
    debt: v128,
    constants: usize,
    points: usize,
    credit: usize,
  ): void {
    const both = f64x2.add(v128.load(left, 32 * sizeof<K>() - 16), v128.load(right, 32 * sizeof<K>() - 16));
    const taken = f64x2.mul(factor, v128.load(hot, 32 * sizeof<K>() - 16));
    let sum = f64x2.add(both, f64x2.mul(v128.load(points, 16 * sizeof<K>() - 16), taken));
    let change = f64x2.sub(taken, both);
    if (again) {
      sum = f64x2.mul(sum, v128.load(constants, 16 + 16 * sizeof<K>()));
      change = f64x2.sub(change, f64x2.mul(debt, sum));
    }
    v128.store(own, sum, 32 * sizeof<K>() - 16);
    v128.store(
      credit,
      f64x2.add(
        v128.load(credit, 16 * sizeof<K>() - 16),
        f64x2.mul(v128.load(own, 32 * sizeof<K>()), change),
      ),
      16 * sizeof<K>() - 16,
    );
  }

  /** The same where both children are leaves: `total` and `taken` are of their weights, their powers are one. */
  @inline
  static end<K>(
    again: bool,
    own: usize,
    powers: usize,
    scaledPowers: usize,
    total: v128,
    taken: v128,
    debt: v128,
    constants: usize,
    credit: usize,
  ): void {
    const power = v128.load(powers, 16 * sizeof<K>() - 16);
    let sum = f64x2.add(
      f64x2.mul(power, total),
      f64x2.mul(v128.load(scaledPowers, 16 * sizeof<K>() - 16), taken),
    );
    let change = f64x2.mul(power, f64x2.sub(taken, total));
    let product = v128.load(own, 32 * sizeof<K>());
    if (again) {
      const reciprocal = v128.load(constants, 16 + 16 * sizeof<K>());
      sum = f64x2.mul(sum, reciprocal);
      product = f64x2.mul(product, reciprocal);
      change = f64x2.sub(change, f64x2.mul(debt, sum));
    }
    v128.store(own, sum, 32 * sizeof<K>() - 16);
    v128.store(
      credit,
      f64x2.add(v128.load(credit, 16 * sizeof<K>() - 16), f64x2.mul(product, change)),
      16 * sizeof<K>() - 16,
    );
  }
}

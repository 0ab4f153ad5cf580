import { expect, test } from "vitest";
import { gaussLegendre } from "./quadrature.ts";

test("n points integrate every power up to 2n − 1 exactly (E2)", () => {
  for (let n = 1; n <= 32; n++) {
    const { points, weights } = gaussLegendre(n);
    for (let power = 0; power < 2 * n; power++) {
      const integral = points.reduce((sum, t, k) => sum + weights[k] * t ** power, 0);
      expect(Math.abs(integral - 1 / (power + 1))).toBeLessThan(1e-14);
    }
  }
});

import { seededRandom } from "../src/train/random.ts";
import type { Table } from "./table.ts";

/** What `syntheticRows` does, in words. */
export const recipe = `30 numeric features, from sfc32 (seed 1 to train, 2 to test):
  x0–x9 bell-shaped (four uniforms), x10–x19 uniform in [0, 1), x20–x24 skewed (1000·u⁴), x25–x27 counts 0–19, x28–x29 flags;
  x3, x7, x12, x17 and x22 are missing in a tenth of the rows.
  label = 1 where x0·x1 + x2² − 1 + |x3| − 0.8 + x4 + 1.5·[x10 > 0.6 and x11 < 0.5] + 4·(x12 − 0.5)³ − [x13 > 0.3]·x5
  + √(x20 ÷ 1000) + [x17 missing] − 0.1·x25 + x28·x6 + noise > 0.4, a missing value in it counting 0;
  noise is bell-shaped with a deviation of 1.5. x7–x9, x14–x16, x18, x19, x21–x24, x26, x27, x29 say nothing.`;

const features = 30;
const missing = [3, 7, 12, 17, 22];

/** Rows by the recipe. Only sums, products and square roots, so that every machine gets the same float32 values. */
export function syntheticRows(rows: number, seed: number): Table {
  const random = seededRandom(seed);
  const values = new Float32Array(rows * features);
  const labels = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = values.subarray(r * features, (r + 1) * features);
    for (let f = 0; f < features; f++) row[f] = draw(f, random);
    for (const f of missing) if (random() < 0.1) row[f] = NaN;
    labels[r] = signal(row) + 1.5 * bell(random) > 0.4 ? 1 : 0;
  }
  return { rows, features: Array.from({ length: features }, (_, f) => `x${f}`), values, labels };
}

function draw(feature: number, random: () => number): number {
  if (feature < 10) return bell(random);
  if (feature < 20) return random();
  if (feature < 25) {
    const square = random() ** 2;
    return 1000 * square * square;
  }
  return feature < 28 ? Math.floor(random() * 20) : Math.floor(random() * 2);
}

/** Sum of four uniforms, with mean 0 and variance 1. */
function bell(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

function signal(row: Float32Array): number {
  const x = (f: number): number => (Number.isNaN(row[f]) ? 0 : row[f]);
  const tilt = x(12) - 0.5;
  return (
    x(0) * x(1) +
    (x(2) * x(2) - 1) +
    (Math.abs(x(3)) - 0.8) +
    x(4) +
    (x(10) > 0.6 && x(11) < 0.5 ? 1.5 : 0) +
    4 * tilt * tilt * tilt -
    (x(13) > 0.3 ? x(5) : 0) +
    Math.sqrt(x(20) / 1000) +
    (Number.isNaN(row[17]) ? 1 : 0) -
    0.1 * x(25) +
    x(28) * x(6)
  );
}

import { isMissing, type RawValue } from "../features/raw-value.ts";
import { type TextWeights, textBuckets, textGrams, textReader } from "../features/text-grams.ts";
import { crossFolds } from "./cross-folds.ts";
import { seededRandom, shuffle } from "./random.ts";

const passes = 12;
const stepSize = 0.05;
const ridge = 2e-4;
/** Weights that a manifest carries: the heaviest. */
const keptWeights = 2000;
/** Enough to learn words from; more would cost time and no longer help. */
const mostTexts = 10_000;

export interface LabelledText {
  text: string;
  label: number;
}

/** The cells' texts with their labels; rows without a text are left away. */
export function labelledTexts(
  cells: readonly RawValue[],
  labels: Uint8Array,
  rows: Iterable<number>,
): LabelledText[] {
  const texts: LabelledText[] = [];
  for (const row of rows) {
    const cell = cells[row];
    if (!isMissing(cell)) texts.push({ text: String(cell), label: labels[row] });
  }
  return texts;
}

/** Logistic regression on hashed grams by AdaGrad (Duchi, Hazan & Singer 2011), the order drawn by seed. */
export function fitTextWeights(all: readonly LabelledText[], seed: number): TextWeights {
  const every = Math.max(1, Math.ceil(all.length / mostTexts));
  const texts = all.filter((_, i) => i % every === 0);
  const grams = texts.map(({ text }) => textGrams(text));
  const positives = texts.reduce((sum, { label }) => sum + label, 0);
  const bias = Math.log((positives + 0.5) / (texts.length - positives + 0.5));
  const weights = new Float64Array(textBuckets);
  const squares = new Float64Array(textBuckets).fill(1e-2);
  const random = seededRandom(seed);
  const order = Uint32Array.from(texts, (_, i) => i);
  for (let pass = 0; pass < passes; pass++) {
    for (const i of shuffle(order, random)) {
      const own = grams[i];
      if (own.length === 0) continue;
      const scale = 1 / Math.sqrt(own.length);
      let margin = bias;
      for (const bucket of own) margin += scale * weights[bucket];
      const error = 1 / (1 + Math.exp(-margin)) - texts[i].label;
      for (const bucket of own) {
        const gradient = error * scale + ridge * weights[bucket];
        squares[bucket] += gradient * gradient;
        weights[bucket] -= (stepSize * gradient) / Math.sqrt(squares[bucket]);
      }
    }
  }
  return heaviest(weights, bias);
}

function heaviest(weights: Float64Array, bias: number): TextWeights {
  const buckets = Array.from(weights.keys())
    .filter((bucket) => Math.abs(weights[bucket]) >= 1e-3)
    .sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]) || a - b)
    .slice(0, keptWeights)
    .sort((a, b) => a - b);
  return { bias, buckets, weights: buckets.map((bucket) => Math.round(1e4 * weights[bucket]) / 1e4) };
}

/** Each cell's score by words of rows in other folds, or of earlier ones; NaN without a text or anything to learn from. */
export function crossFitTexts(
  cells: readonly RawValue[],
  labels: Uint8Array,
  { ordered, seed }: { ordered: boolean; seed: number },
): Float64Array {
  const scores = new Float64Array(cells.length).fill(Number.NaN);
  for (const { fit, held } of crossFolds(cells.length, ordered, seed)) {
    const texts = labelledTexts(cells, labels, fit);
    if (texts.length === 0) continue;
    const read = textReader(fitTextWeights(texts, seed));
    for (const row of held) {
      const cell = cells[row];
      if (!isMissing(cell)) scores[row] = read(String(cell));
    }
  }
  return scores;
}

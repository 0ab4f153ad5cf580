/** Texts are read up to here: what decides stands early, and a score must not wait for an essay. */
const longestText = 2000;
const mostWords = 300;

/** Buckets that grams are hashed into; a model keeps weights of these, never words. */
export const textBuckets = 1 << 15;

/**
 * The hashed grams of a text, each once: words and pairs of neighbouring words. All numbers count as one, so that none
 * is learnt. (Runs of characters besides made e-mail intents harder to tell, AUC 0.862 against 0.876.)
 */
export function textGrams(text: string): Int32Array {
  const words = (
    text
      .slice(0, longestText)
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\p{N}+|[?!₹$€]/gu) ?? []
  )
    .slice(0, mostWords)
    .map((word) => (/^\p{N}/u.test(word) ? "0" : word));
  const buckets = new Set<number>();
  words.forEach((word, i) => {
    buckets.add(bucketOf(word));
    const next = words[i + 1];
    if (next !== undefined) buckets.add(bucketOf(`${word} ${next}`));
  });
  return Int32Array.from(buckets);
}

/** FNV-1a, 32 bits, folded. */
function bucketOf(gram: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < gram.length; i++) {
    hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193);
  }
  return (hash ^ (hash >>> 13)) & (textBuckets - 1);
}

/** What was learnt of a text column. Log-odds of a text = bias + Σ weights of its grams ÷ √(their number). */
export interface TextWeights {
  bias: number;
  /** Ascending, one weight each; a bucket that is not here weighs nothing. */
  buckets: number[];
  weights: number[];
}

/** Reads texts by learnt weights. NaN for a text without a gram. */
export function textReader({ bias, buckets, weights }: TextWeights): (text: string) => number {
  const weightOf = new Float64Array(textBuckets);
  buckets.forEach((bucket, i) => {
    weightOf[bucket] = weights[i] ?? 0;
  });
  return (text) => {
    const grams = textGrams(text);
    if (grams.length === 0) return Number.NaN;
    return bias + grams.reduce((sum, bucket) => sum + (weightOf[bucket] ?? 0), 0) / Math.sqrt(grams.length);
  };
}

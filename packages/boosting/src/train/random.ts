/**
 * sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, seeded through splitmix32 so that neighbouring
 * seeds give unrelated streams. Returns uniform numbers in [0, 1).
 */
export function seededRandom(seed: number): () => number {
  let a = splitmix(seed | 0);
  let b = splitmix(a);
  let c = splitmix(b);
  let counter = 1;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
}

function splitmix(state: number): number {
  let z = (state + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** `share` of 0 … size − 1 (at least one), ascending, without replacement. */
export function sampleIndices(size: number, share: number, random: () => number): Uint32Array {
  const every = countUp(size);
  if (share === 1) return every;
  const order = new Uint32Array(size);
  return order.subarray(0, sampleInto(order, every, share, random));
}

/**
 * Puts `share` of the items (at least one), without replacement, at the start of `order` and the others after them,
 * both in their order: Knuth's algorithm S (TAOCP 3.4.2). Returns how many were picked.
 */
export function sampleInto(
  order: Uint32Array,
  items: Uint32Array,
  share: number,
  random: () => number,
): number {
  const size = items.length;
  const wanted = Math.max(1, Math.round(size * share));
  let picked = 0;
  let passed = wanted;
  for (let i = 0; i < size; i++) {
    if (random() * (size - i) < wanted - picked) order[picked++] = items[i];
    else order[passed++] = items[i];
  }
  return wanted;
}

/** 0 … size − 1 */
export function countUp(size: number): Uint32Array {
  const numbers = new Uint32Array(size);
  for (let i = 0; i < size; i++) numbers[i] = i;
  return numbers;
}

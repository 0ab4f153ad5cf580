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

/** `share` of 0 … size − 1 (at least one), ascending, without replacement: Knuth's algorithm S (TAOCP 3.4.2). */
export function sampleIndices(size: number, share: number, random: () => number): Uint32Array {
  const wanted = Math.max(1, Math.round(size * share));
  const picked = new Uint32Array(wanted);
  for (let i = 0, taken = 0; taken < wanted; i++) {
    if (wanted === size || random() * (size - i) < wanted - taken) picked[taken++] = i;
  }
  return picked;
}

/**
 * A vector without what is missing in it: how many (2 bytes), which are known (a bit each), and these in float32. Most
 * features of most leads are missing, so it is smaller than a compressor makes it, and costs nothing.
 */
export function packVector(vector: Float32Array): Buffer {
  const marks = Buffer.alloc(2 + Math.ceil(vector.length / 8));
  marks.writeUInt16LE(vector.length);
  const known: number[] = [];
  vector.forEach((value, place) => {
    if (Number.isNaN(value)) return;
    const at = 2 + (place >> 3);
    marks[at] = (marks[at] ?? 0) | (1 << (place & 7));
    known.push(value);
  });
  return Buffer.concat([marks, Buffer.from(Float32Array.from(known).buffer)]);
}

/** Throws RangeError for what `packVector` did not make. */
export function unpackVector(packed: Uint8Array): Float32Array {
  const bytes = Buffer.from(packed);
  const length = bytes.length < 2 ? 0 : bytes.readUInt16LE();
  const vector = new Float32Array(length).fill(Number.NaN);
  let at = 2 + Math.ceil(length / 8);
  for (let place = 0; place < length; place++) {
    if (((bytes[2 + (place >> 3)] ?? 0) & (1 << (place & 7))) === 0) continue;
    vector[place] = bytes.readFloatLE(at);
    at += 4;
  }
  if (bytes.length !== at) throw new RangeError("This is no packed vector.");
  return vector;
}

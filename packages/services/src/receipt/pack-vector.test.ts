import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { packVector, unpackVector } from "./pack-vector.ts";

test("what was packed comes back to the bit", () => {
  fc.assert(
    fc.property(fc.float32Array({ maxLength: 300 }), (vector) => {
      expect(unpackVector(packVector(vector))).toEqual(vector);
    }),
  );
});

test("a vector of which half is missing is smaller than a compressor makes it", () => {
  const vector = Float32Array.from({ length: 80 }, (_, n) => (n % 2 ? Number.NaN : Math.fround(Math.sin(n))));
  expect(packVector(vector).length).toBeLessThan(deflateRawSync(vector).length);
});

test("what was cut off is no vector", () => {
  const packed = packVector(Float32Array.of(1, 2, Number.NaN));
  expect(() => unpackVector(packed.subarray(0, -1))).toThrow(RangeError);
  expect(() => unpackVector(new Uint8Array(1))).toThrow(RangeError);
});

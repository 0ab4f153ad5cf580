import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ForestFormatError } from "../errors.ts";
import type { Forest } from "../forest/forest.ts";
import { forestFromJson, forestToJson } from "../forest/forest-json.ts";
import { predictMargin } from "../forest/predictor.ts";
import { arbitraryForest } from "../test/arbitrary-forest.ts";
import { byteEdit, fieldEdit, mutateBytes, mutateFields } from "../test/mutate-bytes.ts";
import { jsonEdit, mutateJson } from "../test/mutate-json.ts";
import { forestFromOnnx } from "./forest-from-onnx.ts";
import { forestToOnnx } from "./forest-onnx.ts";

// FUZZ_SECONDS gives each property that long, in place of a number of runs; FUZZ_SEED repeats a run.
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);
const seed = process.env.FUZZ_SEED ? { seed: Number(process.env.FUZZ_SEED) } : {};
const timeout = (seconds + 60) * 1000;

function runs(numRuns: number): fc.Parameters<unknown> {
  if (seconds === 0) return { numRuns, ...seed };
  const stop = { interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false };
  return { numRuns: Number.MAX_SAFE_INTEGER, ...stop, ...seed };
}

/** The forest, or null if it was refused as it should be. */
function readOrRefused(read: () => Forest): Forest | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ForestFormatError) return null;
    throw error;
  }
}

function expectFiniteMargins(forest: Forest): void {
  for (const value of [NaN, -Infinity, -1, 0, 1, 2.5, 40, Infinity]) {
    const margin = predictMargin(forest, new Float32Array(forest.features.length).fill(value));
    expect(margin).toSatisfy(Number.isFinite);
  }
}

/** Whatever is taken as a model is what its forest is written as. */
function expectOnnxReadOrRefused(bytes: Uint8Array): void {
  const forest = readOrRefused(() => forestFromOnnx(bytes));
  if (!forest) return;
  expectFiniteMargins(forest);
  expect(Buffer.compare(forestToOnnx(forest), bytes)).toBe(0);
}

function expectJsonReadOrRefused(json: unknown): void {
  const forest = readOrRefused(() => forestFromJson(json));
  if (!forest) return;
  expectFiniteMargins(forest);
  // Not toEqual: it makes a string of every index, and a set of codes can have millions of words.
  const again = forestFromJson(JSON.parse(JSON.stringify(forestToJson(forest))));
  expect(isDeepStrictEqual(again, forest)).toBe(true);
  expect(isDeepStrictEqual(forestFromOnnx(forestToOnnx(forest)), forest)).toBe(true);
}

const forest = arbitraryForest({ depth: 3, trees: 3, features: 3 });

describe("bytes are read as a forest or refused with a typed error (O9)", () => {
  test(
    "random ones",
    () => {
      fc.assert(fc.property(fc.uint8Array({ size: "large" }), expectOnnxReadOrRefused), runs(2000));
    },
    timeout,
  );

  test(
    "those of a model, changed, cut, repeated and spliced anywhere",
    () => {
      const changed = fc
        .tuple(forest, fc.array(byteEdit, { minLength: 1, maxLength: 3 }))
        .map(([original, edits]) => mutateBytes(forestToOnnx(original), edits));
      fc.assert(fc.property(changed, expectOnnxReadOrRefused), runs(500));
    },
    timeout,
  );

  test(
    "those of a model with fields changed, left out, repeated, and taken from another",
    () => {
      const changed = fc
        .tuple(forest, forest, fc.array(fieldEdit, { minLength: 1, maxLength: 3 }))
        .map(([original, donor, edits]) => mutateFields(forestToOnnx(original), forestToOnnx(donor), edits));
      fc.assert(fc.property(changed, expectOnnxReadOrRefused), runs(500));
    },
    timeout,
  );
});

describe("values are read as a forest or refused with a typed error (J2)", () => {
  test(
    "random ones, plain and otherwise",
    () => {
      const value = fc.oneof(
        fc.jsonValue(),
        fc.anything({
          withSparseArray: true,
          withNullPrototype: true,
          withTypedArray: true,
          withBigInt: true,
        }),
      );
      fc.assert(fc.property(value, expectJsonReadOrRefused), runs(1000));
    },
    timeout,
  );

  test(
    "a forest's, changed anywhere",
    () => {
      const changed = fc
        .tuple(forest, fc.array(jsonEdit, { minLength: 1, maxLength: 3 }))
        .map(([original, edits]) => mutateJson(forestToJson(original), edits));
      fc.assert(fc.property(changed, expectJsonReadOrRefused), runs(1000));
    },
    timeout,
  );
});

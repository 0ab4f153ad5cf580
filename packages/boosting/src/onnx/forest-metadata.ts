import { ForestFormatError } from "../errors.ts";
import type { Forest } from "../forest/forest.ts";
import { headToJson } from "../forest/forest-json.ts";
import { fromRawData, type OnnxElement, toRawData } from "./onnx-tensor.ts";

/** Keys of the model's `metadata_props`. */
export const metadataKeys = {
  head: "leadlift.forest",
  leaves: "leadlift.leaves",
  cover: "leadlift.cover",
  gain: "leadlift.gain",
} as const;

/** What the TreeEnsemble operator has no place for, in the order of the forest's table. */
export interface ForestNotes {
  /** The forest's JSON without its trees. */
  head: unknown;
  /** A bit a node, eight to a number and the lowest first: 1 for a leaf. */
  leaves: Float64Array;
  /** Of leaves only: an inner node's is the sum of its children's. */
  cover: Float64Array;
  /** Of inner nodes only. */
  gain: Float64Array;
}

/** Narrow to wide. Covers are whole numbers as a rule. */
const columnElements = ["uint8", "uint16", "int32", "float", "double"] as const satisfies OnnxElement[];

export function forestMetadata(forest: Forest): [key: string, value: string][] {
  const leaves = new Uint8Array(Math.ceil(forest.feature.length / 8));
  forest.feature.forEach((feature, node) => {
    if (feature < 0) leaves[node >>> 3] |= 1 << (node & 7);
  });
  return [
    [metadataKeys.head, JSON.stringify(headToJson(forest))],
    [metadataKeys.leaves, columnToText(leaves)],
    [metadataKeys.cover, columnToText(forest.cover.filter((_, node) => forest.feature[node] < 0))],
    [metadataKeys.gain, columnToText(forest.gain.filter((_, node) => forest.feature[node] >= 0))],
  ];
}

/** Throws ForestFormatError when an entry is absent or unreadable. */
export function readMetadata(metadata: ReadonlyMap<string, string>): ForestNotes {
  const entry = (key: string): string => {
    const text = metadata.get(key);
    if (text === undefined) fail(key, "absent: forestToOnnx did not write this model");
    return text;
  };
  return {
    head: parseHead(entry(metadataKeys.head)),
    leaves: textToColumn(entry(metadataKeys.leaves), metadataKeys.leaves),
    cover: textToColumn(entry(metadataKeys.cover), metadataKeys.cover),
    gain: textToColumn(entry(metadataKeys.gain), metadataKeys.gain),
  };
}

function parseHead(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(metadataKeys.head, "not JSON");
  }
}

/** The narrowest element that holds every value exactly, a colon, and the values in base64. */
function columnToText(values: ArrayLike<number>): string {
  const [element, bytes] = narrowest(values);
  return `${element}:${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")}`;
}

function narrowest(values: ArrayLike<number>): [OnnxElement, Uint8Array] {
  for (const element of columnElements) {
    const bytes = toRawData(element, values);
    if (fromRawData(element, bytes).every((value, i) => Object.is(value, values[i]))) return [element, bytes];
  }
  return ["double", toRawData("double", values)];
}

function textToColumn(text: string, key: string): Float64Array {
  const element = columnElements.find((name) => text.startsWith(`${name}:`));
  if (!element) fail(key, "not a column of numbers");
  return fromRawData(element, Buffer.from(text.slice(element.length + 1), "base64"));
}

function fail(key: string, problem: string): never {
  const path = `model.metadata.${key}`;
  throw new ForestFormatError(path, `${path} is ${problem}.`);
}

import { PbfReader } from "pbf";
import { ForestFormatError } from "../errors.ts";
import { elementCode, fromRawData, type OnnxElement } from "./onnx-tensor.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";

/** Wire types. */
const [varint, lengthDelimited] = [0, 2];

/** What `readOnnx` takes from a model. */
export interface OnnxParts {
  ensemble: TreeEnsemble;
  metadata: Map<string, string>;
}

/** An attribute's fields that matter, unread. */
interface RawAttribute {
  ints?: Uint8Array;
  tensor?: Uint8Array;
}

/**
 * Finds the TreeEnsemble of a serialised ONNX model, and its metadata. Fields that are not looked for are passed
 * over. No message is read deeper than model, graph, node, attribute, tensor, and nothing is allocated but for bytes
 * that are there. Throws ForestFormatError on what is not protobuf, or holds no TreeEnsemble or more than one.
 */
export function readOnnx(model: Uint8Array): OnnxParts {
  const metadata = new Map<string, string>();
  const ensembles: Uint8Array[] = [];
  eachField(model, "model", (field, value) => {
    if (field === 7) findEnsembles(asBytes(value, "model.graph"), ensembles);
    if (field === 14) readEntry(asBytes(value, "model.metadata"), metadata);
  });
  if (ensembles.length !== 1) {
    fail("model.graph", `a graph of ${ensembles.length} TreeEnsemble nodes; it needs one`);
  }
  return { ensemble: readEnsemble(ensembles[0]), metadata };
}

function readEntry(entry: Uint8Array, metadata: Map<string, string>): void {
  let [key, text] = ["", ""];
  eachField(entry, "model.metadata", (field, value) => {
    if (field === 1) key = asText(value, "model.metadata");
    if (field === 2) text = asText(value, "model.metadata");
  });
  metadata.set(key, text);
}

function findEnsembles(graph: Uint8Array, found: Uint8Array[]): void {
  eachField(graph, "model.graph", (field, value) => {
    if (field !== 1) return;
    const node = asBytes(value, "model.graph.node");
    eachField(node, "model.graph.node", (part, name) => {
      if (part === 4 && asText(name, "model.graph.node") === "TreeEnsemble") found.push(node);
    });
  });
}

function readEnsemble(node: Uint8Array): TreeEnsemble {
  const attributes = new Map<string, RawAttribute>();
  eachField(node, "model.graph.node", (field, value) => {
    if (field === 5) readAttribute(asBytes(value, "model.graph.node"), attributes);
  });
  const ints = (name: string): number[] => readVarints(attributes.get(name)?.ints, `model.${name}`);
  const tensor = (name: string, element: OnnxElement): number[] =>
    readTensor(attributes.get(name)?.tensor, element, `model.${name}`);
  return {
    roots: ints("tree_roots"),
    features: ints("nodes_featureids"),
    modes: tensor("nodes_modes", "uint8"),
    splits: tensor("nodes_splits", "double"),
    missingTrue: ints("nodes_missing_value_tracks_true"),
    trueIds: ints("nodes_truenodeids"),
    trueLeaves: ints("nodes_trueleafs"),
    falseIds: ints("nodes_falsenodeids"),
    falseLeaves: ints("nodes_falseleafs"),
    leafValues: tensor("leaf_weights", "double"),
    members: attributes.has("membership_values") ? tensor("membership_values", "double") : [],
  };
}

function readAttribute(attribute: Uint8Array, attributes: Map<string, RawAttribute>): void {
  const path = "model.graph.node.attribute";
  const raw: RawAttribute = {};
  let name = "";
  eachField(attribute, path, (field, value) => {
    if (field === 1) name = asText(value, path);
    if (field === 5) raw.tensor = asBytes(value, path);
    if (field === 8) raw.ints = asBytes(value, path);
  });
  attributes.set(name, raw);
}

function readVarints(packed: Uint8Array | undefined, path: string): number[] {
  if (!packed) fail(path, "absent");
  const reader = new PbfReader(packed);
  const values: number[] = [];
  while (reader.pos < packed.length) values.push(attempt(() => reader.readVarint(), path));
  return values;
}

function readTensor(tensor: Uint8Array | undefined, element: OnnxElement, path: string): number[] {
  if (!tensor) fail(path, "absent");
  let code = 0;
  let raw: Uint8Array = new Uint8Array();
  eachField(tensor, path, (field, value) => {
    if (field === 2 && typeof value === "number") code = value;
    if (field === 9) raw = asBytes(value, path);
  });
  if (code !== elementCode(element)) fail(path, `not a tensor of ${element}`);
  return Array.from(fromRawData(element, raw));
}

/**
 * Calls back for the fields of a message in their order: with a number for a varint, and a view for what has a
 * length. Numbers of fixed width are passed over.
 */
function eachField(
  message: Uint8Array,
  path: string,
  onField: (field: number, value: number | Uint8Array) => void,
): void {
  const reader = new PbfReader(message);
  const end = message.length;
  for (let field = nextField(reader, path); field > 0; field = nextField(reader, path)) {
    if (reader.type !== varint && reader.type !== lengthDelimited) continue;
    const value = attempt(() => reader.readVarint(), path);
    if (reader.type === varint) {
      onField(field, value);
      continue;
    }
    if (value > end - reader.pos) fail(path, "cut off");
    onField(field, message.subarray(reader.pos, reader.pos + value));
    reader.pos += value;
  }
  if (reader.pos !== end) fail(path, "cut off");
}

function nextField(reader: PbfReader, path: string): number {
  return attempt(() => reader.nextField(), path);
}

/** The library throws plain errors on varints without an end and on unknown wire types. */
function attempt(read: () => number, path: string): number {
  try {
    return read();
  } catch {
    return fail(path, "no protobuf message");
  }
}

function asBytes(value: number | Uint8Array, path: string): Uint8Array {
  if (typeof value === "number") fail(path, "a number in place of a message");
  return value;
}

function asText(value: number | Uint8Array, path: string): string {
  const bytes = asBytes(value, path);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function fail(path: string, problem: string): never {
  throw new ForestFormatError(path, `${path} is ${problem}.`);
}

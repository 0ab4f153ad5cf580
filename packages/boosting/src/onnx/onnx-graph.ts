import { PbfWriter } from "pbf";
import { checkTensor, elementCode, type OnnxElement, type OnnxTensor, toRawData } from "./onnx-tensor.ts";

/** `{ int }`, `{ ints }` … become the attribute kinds of the same name; `{ float }` is float32. */
export type OnnxAttribute =
  | { int: number }
  | { ints: ArrayLike<number> }
  | { float: number }
  | { string: string }
  | { tensor: OnnxTensor };

/** A dimension is a size, or a name for one that varies ("N"). */
export type OnnxDims = readonly (number | string)[];

export interface OnnxNode {
  op: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** Operator domain; default "" (ai.onnx). */
  domain?: string;
}

interface ValueInfo {
  name: string;
  element: OnnxElement;
  dims: OnnxDims;
}

/**
 * An ONNX model under construction. Nodes are written in the order they were added, so a node must come after
 * those whose outputs it reads. Format: onnx.proto, IR version 10 (ONNX 1.16).
 *
 * @example
 * const graph = new OnnxGraph("model");
 * graph.addInput("x", "double", ["N", 1]);
 * graph.addInitializer("two", doubles([2]));
 * graph.addNode({ op: "Mul", inputs: ["x", "two"], outputs: ["y"] });
 * graph.addOutput("y", "double", ["N", 1]);
 * const bytes = graph.toBytes();
 */
export class OnnxGraph {
  readonly name: string;
  readonly #inputs: ValueInfo[] = [];
  readonly #outputs: ValueInfo[] = [];
  readonly #initializers = new Map<string, OnnxTensor>();
  readonly #nodes: OnnxNode[] = [];
  readonly #opsets = new Map<string, number>([["", 21]]);
  readonly #metadata = new Map<string, string>();
  #fresh = 0;

  constructor(name: string) {
    this.name = name;
  }

  addInput(name: string, element: OnnxElement, dims: OnnxDims): void {
    this.#inputs.push({ name, element, dims });
  }

  addOutput(name: string, element: OnnxElement, dims: OnnxDims): void {
    this.#outputs.push({ name, element, dims });
  }

  /** Throws RangeError when the tensor's values do not fill its dims or the name is taken. */
  addInitializer(name: string, tensor: OnnxTensor): void {
    if (this.#initializers.has(name)) throw new RangeError(`Initializer ${name} exists already.`);
    checkTensor(name, tensor);
    this.#initializers.set(name, tensor);
  }

  addNode(node: OnnxNode): void {
    this.#nodes.push(node);
  }

  /** Declares an operator domain's version; ai.onnx ("") is at 21 unless set otherwise. */
  setOpset(domain: string, version: number): void {
    this.#opsets.set(domain, version);
  }

  setMetadata(key: string, value: string): void {
    this.#metadata.set(key, value);
  }

  /** A value name not given out before, for intermediate results: `stem:0`, `stem:1`, … */
  freshName(stem: string): string {
    return `${stem}:${this.#fresh++}`;
  }

  /** Serialises the model. The same calls in the same order give the same bytes. */
  toBytes(): Uint8Array {
    const model = new PbfWriter();
    model.writeVarintField(1, 10);
    model.writeStringField(2, "leadlift-boosting");
    model.writeMessage(7, (_: null, graph) => this.#writeGraph(graph), null);
    for (const [domain, version] of this.#opsets) {
      model.writeMessage(8, writeOpset, { domain, version });
    }
    for (const [key, value] of this.#metadata) model.writeMessage(14, writeEntry, { key, value });
    return model.finish().slice();
  }

  #writeGraph(graph: PbfWriter): void {
    for (const node of this.#nodes) graph.writeMessage(1, writeNode, node);
    graph.writeStringField(2, this.name);
    for (const [name, tensor] of this.#initializers) graph.writeMessage(5, writeTensor, { name, tensor });
    for (const input of this.#inputs) graph.writeMessage(11, writeValueInfo, input);
    for (const output of this.#outputs) graph.writeMessage(12, writeValueInfo, output);
  }
}

function writeOpset(opset: { domain: string; version: number }, out: PbfWriter): void {
  out.writeStringField(1, opset.domain);
  out.writeVarintField(2, opset.version);
}

function writeEntry(entry: { key: string; value: string }, out: PbfWriter): void {
  out.writeStringField(1, entry.key);
  out.writeStringField(2, entry.value);
}

function writeNode(node: OnnxNode, out: PbfWriter): void {
  for (const input of node.inputs) out.writeStringField(1, input);
  for (const output of node.outputs) out.writeStringField(2, output);
  out.writeStringField(4, node.op);
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    out.writeMessage(5, writeAttribute, { name, value });
  }
  if (node.domain) out.writeStringField(7, node.domain);
}

function writeAttribute(attribute: { name: string; value: OnnxAttribute }, out: PbfWriter): void {
  const { name, value } = attribute;
  out.writeStringField(1, name);
  if ("int" in value) {
    out.writeVarintField(3, value.int);
    out.writeVarintField(20, 2);
  } else if ("ints" in value) {
    out.writePackedVarint(8, Array.from(value.ints));
    out.writeVarintField(20, 7);
  } else if ("float" in value) {
    out.writeFloatField(2, value.float);
    out.writeVarintField(20, 1);
  } else if ("string" in value) {
    out.writeStringField(4, value.string);
    out.writeVarintField(20, 3);
  } else {
    checkTensor(name, value.tensor);
    out.writeMessage(5, writeTensor, { name: "", tensor: value.tensor });
    out.writeVarintField(20, 4);
  }
}

function writeTensor({ name, tensor }: { name: string; tensor: OnnxTensor }, out: PbfWriter): void {
  if (tensor.dims.length > 0) out.writePackedVarint(1, [...tensor.dims]);
  out.writeVarintField(2, elementCode(tensor.element));
  if (name) out.writeStringField(8, name);
  out.writeBytesField(9, toRawData(tensor.element, tensor.values));
}

function writeValueInfo(info: ValueInfo, out: PbfWriter): void {
  out.writeStringField(1, info.name);
  out.writeMessage(2, writeTensorType, info);
}

function writeTensorType(info: ValueInfo, type: PbfWriter): void {
  type.writeMessage(
    1,
    ({ element, dims }: ValueInfo, tensor) => {
      tensor.writeVarintField(1, elementCode(element));
      tensor.writeMessage(2, writeShape, dims);
    },
    info,
  );
}

function writeShape(dims: OnnxDims, shape: PbfWriter): void {
  for (const dim of dims) {
    shape.writeMessage(
      1,
      (size: number | string, out) => {
        if (typeof size === "number") out.writeVarintField(1, size);
        else out.writeStringField(2, size);
      },
      dim,
    );
  }
}

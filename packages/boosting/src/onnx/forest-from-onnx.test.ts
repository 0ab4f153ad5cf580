import fc from "fast-check";
import { PbfWriter } from "pbf";
import { describe, expect, test } from "vitest";
import { ForestFormatError } from "../errors.ts";
import { type Forest, makeForest, tableOf } from "../forest/forest.ts";
import { arbitraryForest } from "../test/arbitrary-forest.ts";
import { innerNode, leafNode, smallForest } from "../test/small-forest.ts";
import { syntheticLeads } from "../test/synthetic.ts";
import { allFields, decodeModel, encodeModel, type WireField } from "../test/wire-message.ts";
import { train } from "../train/trainer.ts";
import { forestFromOnnx } from "./forest-from-onnx.ts";
import { addTreeEnsemble, forestToOnnx } from "./forest-onnx.ts";
import { OnnxGraph } from "./onnx-graph.ts";

const bytes = forestToOnnx(smallForest);

function text({ value }: WireField): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : "";
}

describe("a forest written and read as ONNX is the same, bit for bit, and so is what it is written as again (O8)", () => {
  function expectSame(forest: Forest): void {
    const model = forestToOnnx(forest);
    const read = forestFromOnnx(model);
    expect(read).toEqual(forest);
    expect(Buffer.compare(forestToOnnx(read), model)).toBe(0);
  }

  test("any forest", () => {
    fc.assert(fc.property(arbitraryForest({ depth: 5, trees: 5, features: 5 }), expectSame));
  });

  test.each([
    { rounds: 40 },
    { rounds: 10, maxLeaves: 9, objective: "squared" as const },
    { rounds: 3, minChildWeight: 1e9 },
  ])("one trained with %o", (options) => {
    const { data, labels } = syntheticLeads(2000, 17);
    expectSame(train(data, labels, options).forest);
  });

  test("a list of more codes than a call can have arguments", () => {
    const codes = Array.from({ length: 300_000 }, (_, code) => code);
    const features = [{ name: "c", kind: "categorical" as const, levels: 300_000 }];
    const about = { objective: "squared" as const, baseScore: 0, features };
    expectSame(makeForest(tableOf([[{ ...innerNode, feature: 0, codes }, leafNode, leafNode]]), about));
  });
});

test("what the graph has no place for takes less room than the graph, weighted rows or not (O8)", () => {
  const { data, labels } = syntheticLeads(5000, 3);
  const weights = labels.map((_, r) => 0.1 + (r % 7) / 3);
  for (const options of [{ rounds: 50 }, { rounds: 50, weights }]) {
    const { forest } = train(data, labels, options);
    const graph = new OnnxGraph("forest");
    addTreeEnsemble(graph, forest, { input: "features", output: "margin" });
    expect(forestToOnnx(forest).length).toBeLessThan(2 * graph.toBytes().length);
  }
});

describe("no other model is taken (O9)", () => {
  const refused = (model: Uint8Array, path: string): void => {
    expect(() => forestFromOnnx(model)).toThrow(ForestFormatError);
    expect(() => forestFromOnnx(model)).toThrow(expect.objectContaining({ path }));
  };

  test("a tree ensemble without our metadata", () => {
    const graph = new OnnxGraph("forest");
    graph.addInput("features", "double", ["N", 2]);
    addTreeEnsemble(graph, smallForest, { input: "features", output: "margin" });
    graph.addOutput("margin", "double", ["N", 1]);
    refused(graph.toBytes(), "model.metadata.leadlift.forest");
  });

  test("a model with no tree ensemble, or two", () => {
    const graph = new OnnxGraph("forest");
    refused(graph.toBytes(), "model.graph");
    addTreeEnsemble(graph, smallForest, { input: "features", output: "a" });
    addTreeEnsemble(graph, smallForest, { input: "features", output: "b" });
    refused(graph.toBytes(), "model.graph");
  });

  test("a graph with another operator at its end", () => {
    const model = decodeModel(bytes);
    const sigmoid = allFields(model).find(({ field }) => text(field) === "Sigmoid");
    if (sigmoid) sigmoid.field.value = Buffer.from("Softsign");
    refused(encodeModel(model), "model");
  });

  test("any first part of a model", () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => forestFromOnnx(bytes.subarray(0, length))).toThrow(ForestFormatError);
    }
  });

  test("a model with a bit of any byte flipped, unless it is the one of another forest", () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at] ^= 1 << (at % 8);
      try {
        expect(Buffer.compare(forestToOnnx(forestFromOnnx(changed)), changed)).toBe(0);
      } catch (error) {
        expect(error).toBeInstanceOf(ForestFormatError);
      }
    }
  });
});

describe("hostile bytes are refused where they lie, at no cost (O9)", () => {
  const endless = Array.from({ length: 20 }, () => 0xff);

  test.each<[what: string, path: string, bytes: number[]]>([
    ["nothing", "model.graph", []],
    ["a field with no end", "model", endless],
    ["a length with no end", "model", [0x3a, ...endless]],
    ["a length of 2^63", "model", [0x3a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
    ["a length of 2^31", "model", [0x3a, 0x80, 0x80, 0x80, 0x80, 0x08, 0x0a]],
    ["a length past the enclosing one", "model.graph", [0x3a, 0x02, 0x0a, 0x7f, 0, 0]],
    ["a number of fixed width cut off", "model", [0x09, 0, 0]],
    ["a group", "model", [0x0b]],
    ["field 0 in the middle", "model", [0x00, 0x3a, 0x00]],
    ["a number for a graph", "model.graph", [0x38, 0x01]],
  ])("%s", (_, path, model) => {
    expect(() => forestFromOnnx(Uint8Array.from(model))).toThrow(ForestFormatError);
    expect(() => forestFromOnnx(Uint8Array.from(model))).toThrow(expect.objectContaining({ path }));
  });

  test("messages nested two thousand deep", () => {
    let nested = Uint8Array.of();
    for (let depth = 0; depth < 2000; depth++) nested = nest(nested);
    expect(() => forestFromOnnx(nested)).toThrow(ForestFormatError);
  });

  test.each<[attribute: string, values: number[]]>([
    ["tree_roots", [0, 1, Number.MAX_SAFE_INTEGER]],
    ["tree_roots", [0, 2, 1]],
    ["tree_roots", [1, 1, 2]],
    ["nodes_truenodeids", [2 ** 31, 0, 0]],
    ["nodes_falsenodeids", [2 ** 52, 0, 0]],
    ["nodes_featureids", [2 ** 40, 1, 0]],
    ["nodes_featureids", [0]],
    ["nodes_featureids", Array.from({ length: 1000 }, () => 0)],
  ])("%s, case %#", (attribute, values) => {
    expect(() => forestFromOnnx(withInts(attribute, values))).toThrow(ForestFormatError);
  });

  test.each<[key: string, value: string]>([
    ["leadlift.forest", "{"],
    ["leadlift.forest", "[".repeat(1e6)],
    ["leadlift.forest", "null"],
    ["leadlift.forest", "[]"],
    ["leadlift.forest", '{"__proto__":{"format":"leadlift-forest","version":1}}'],
    ["leadlift.cover", ""],
    ["leadlift.cover", "double:"],
    ["leadlift.cover", "float16:AAAA"],
    ["leadlift.cover", `uint8:${"A".repeat(1e6)}`],
    ["leadlift.gain", "uint8:!!!"],
    ["leadlift.leaves", "uint8:AA=="],
    ["leadlift.leaves", "uint8:/w=="],
  ])("metadata of %s, case %#", (key, value) => {
    const model = decodeModel(bytes);
    for (const { list, field } of allFields(model)) {
      if (text(field) === key) list[1].value = Buffer.from(value);
    }
    expect(() => forestFromOnnx(encodeModel(model))).toThrow(ForestFormatError);
  });

  function nest(inside: Uint8Array): Uint8Array<ArrayBuffer> {
    const out = new PbfWriter();
    out.writeBytesField(7, inside);
    return Uint8Array.from(out.finish());
  }

  /** The small forest's model with an attribute's list in place of its own. */
  function withInts(attribute: string, values: number[]): Uint8Array {
    const packed = new PbfWriter();
    packed.writePackedVarint(8, values);
    const ints = decodeModel(packed.finish().slice(), {})[0].value;
    const model = decodeModel(bytes);
    for (const { list, field } of allFields(model)) {
      if (text(field) !== attribute) continue;
      const own = list.find(({ tag }) => tag === 8);
      if (own) own.value = ints;
    }
    return encodeModel(model);
  }
});

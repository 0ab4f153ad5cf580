import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { OnnxGraph } from "./onnx-graph.ts";
import { doubles, type OnnxTensor } from "./onnx-tensor.ts";

test("attributes and tensors of every kind arrive in the runtime as they were given (O7)", async () => {
  const graph = new OnnxGraph("kinds");
  const constants: Record<string, OnnxTensor> = {
    aDouble: doubles([0.1, -Infinity]),
    aFloat: { element: "float", dims: [2], values: [0.5, -2] },
    someInt64: { element: "int64", dims: [2], values: [-1, 2 ** 40] },
    someInt32: { element: "int32", dims: [2], values: [-1, 7] },
    someUint8: { element: "uint8", dims: [2], values: [0, 255] },
    someUint16: { element: "uint16", dims: [2], values: [256, 65_535] },
    someBool: { element: "bool", dims: [2], values: [1, 0] },
  };
  graph.addInput("x", "float", ["N", 2]);
  for (const [name, tensor] of Object.entries(constants)) {
    graph.addNode({ op: "Constant", inputs: [], outputs: [name], attributes: { value: { tensor } } });
    graph.addOutput(name, tensor.element, [2]);
  }
  graph.addNode({
    op: "LeakyRelu",
    inputs: ["x"],
    outputs: ["leaky"],
    attributes: { alpha: { float: 0.25 } },
  });
  graph.addNode({
    op: "Transpose",
    inputs: ["leaky"],
    outputs: ["turned"],
    attributes: { perm: { ints: [1, 0] } },
  });
  graph.addNode({ op: "Softmax", inputs: ["turned"], outputs: ["share"], attributes: { axis: { int: -1 } } });
  graph.addOutput("turned", "float", [2, "N"]);
  graph.addOutput("share", "float", [2, "N"]);

  const session = await InferenceSession.create(graph.toBytes());
  const result = await session.run({ x: new Tensor("float32", [4, -4], [1, 2]) });
  expect([...result.turned.data]).toEqual([4, -1]);
  expect([...result.share.data]).toEqual([1, 1]);
  for (const [name, { values }] of Object.entries(constants)) {
    expect([...result[name].data].map(Number)).toEqual(Array.from(values));
  }
});

test("a tensor whose values do not fill its shape is refused (O7)", () => {
  const graph = new OnnxGraph("short");
  expect(() => graph.addInitializer("c", doubles([1], [2]))).toThrow(RangeError);
});

test("a second initializer of the same name is refused (O7)", () => {
  const graph = new OnnxGraph("twice");
  graph.addInitializer("c", doubles([1]));
  expect(() => graph.addInitializer("c", doubles([1]))).toThrow(RangeError);
});

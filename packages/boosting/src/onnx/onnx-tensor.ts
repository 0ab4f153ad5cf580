/** Element types of tensors that are written and read; `code` is `TensorProto.DataType`, `width` bytes a value. */
const elements = {
  float: { code: 1, width: 4 },
  uint8: { code: 2, width: 1 },
  uint16: { code: 4, width: 2 },
  int32: { code: 6, width: 4 },
  int64: { code: 7, width: 8 },
  bool: { code: 9, width: 1 },
  double: { code: 11, width: 8 },
} as const;

export type OnnxElement = keyof typeof elements;

/** A constant tensor in row-major order. `bool` and `int64` take plain numbers. */
export interface OnnxTensor {
  element: OnnxElement;
  dims: readonly number[];
  values: ArrayLike<number>;
}

/** A double tensor; a vector of the values' length unless dims are given (`[]` makes a scalar). */
export function doubles(values: ArrayLike<number>, dims: readonly number[] = [values.length]): OnnxTensor {
  return { element: "double", dims, values };
}

/** Throws RangeError when the values do not fill the dims. */
export function checkTensor(name: string, tensor: OnnxTensor): void {
  const size = tensor.dims.reduce((product, dim) => product * dim, 1);
  if (size !== tensor.values.length) {
    throw new RangeError(`Tensor ${name} has ${tensor.values.length} values for ${size} places.`);
  }
}

/** `TensorProto.DataType` of an element type. */
export function elementCode(element: OnnxElement): number {
  return elements[element].code;
}

/** The values as `raw_data` has them: little-endian on every machine. */
export function toRawData(element: OnnxElement, values: ArrayLike<number>): Uint8Array {
  const { width } = elements[element];
  const view = new DataView(new ArrayBuffer(values.length * width));
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    if (element === "double") view.setFloat64(i * 8, value, true);
    else if (element === "float") view.setFloat32(i * 4, value, true);
    else if (element === "int64") view.setBigInt64(i * 8, BigInt(value), true);
    else if (element === "int32") view.setInt32(i * 4, value, true);
    else if (element === "uint16") view.setUint16(i * 2, value, true);
    else view.setUint8(i, value);
  }
  return new Uint8Array(view.buffer);
}

/** Undoes `toRawData`; bytes left over at the end are ignored. */
export function fromRawData(element: OnnxElement, bytes: Uint8Array): Float64Array {
  const { width } = elements[element];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(Math.floor(bytes.length / width));
  for (let i = 0; i < values.length; i++) {
    if (element === "double") values[i] = view.getFloat64(i * 8, true);
    else if (element === "float") values[i] = view.getFloat32(i * 4, true);
    else if (element === "int64") values[i] = Number(view.getBigInt64(i * 8, true));
    else if (element === "int32") values[i] = view.getInt32(i * 4, true);
    else if (element === "uint16") values[i] = view.getUint16(i * 2, true);
    else values[i] = view.getUint8(i);
  }
  return values;
}

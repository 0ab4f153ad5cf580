import fc from "fast-check";
import { allFields, decodeModel, encodeModel, type WireField } from "./wire-message.ts";

/** Varints that lengths and counts are replaced with: small, past the end, past 32 and 53 bits, without an end. */
const varints = [
  [0],
  [1],
  [0x7f],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  Array.from({ length: 12 }, () => 0xff),
].map((bytes) => Uint8Array.from(bytes));

const spot = fc.nat(2 ** 24);
const span = fc.oneof(fc.nat(16), fc.nat(4096));
const someBytes = fc.oneof(fc.constantFrom(...varints), fc.uint8Array({ maxLength: 64 }));

/** A change to bytes; places are counted round and round. */
export type ByteEdit =
  | { do: "flip"; at: number; bit: number }
  | { do: "cut"; at: number }
  | { do: "put"; at: number; over: number; bytes: Uint8Array }
  | { do: "repeat"; at: number; length: number; to: number };

export const byteEdit: fc.Arbitrary<ByteEdit> = fc.oneof(
  fc.record({ do: fc.constant("flip" as const), at: spot, bit: fc.nat(7) }),
  fc.record({ do: fc.constant("cut" as const), at: spot }),
  fc.record({
    do: fc.constant("put" as const),
    at: spot,
    over: fc.oneof(fc.constantFrom(0, 1), span),
    bytes: someBytes,
  }),
  fc.record({ do: fc.constant("repeat" as const), at: spot, length: span, to: spot }),
);

export function mutateBytes(original: Uint8Array, edits: ByteEdit[]): Uint8Array {
  let bytes = original.slice();
  for (const edit of edits) {
    const at = edit.at % (bytes.length + 1);
    if (edit.do === "flip") bytes[at] ^= 1 << edit.bit;
    else if (edit.do === "cut") bytes = bytes.slice(0, at);
    else if (edit.do === "put") bytes = join(bytes, at, edit.bytes, at + edit.over);
    else {
      const to = edit.to % (bytes.length + 1);
      bytes = join(bytes, to, bytes.slice(at, at + edit.length), to);
    }
  }
  return bytes;
}

function join(bytes: Uint8Array, end: number, middle: Uint8Array, start: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...bytes.subarray(0, end), ...middle, ...bytes.subarray(start)]);
}

/** A change to one field of a model; the lengths around it are made to fit. */
export type FieldEdit =
  | { do: "edit"; at: number; edits: ByteEdit[]; number: number }
  | { do: "remove"; at: number }
  | { do: "twice"; at: number }
  | { do: "take"; at: number; from: number };

export const fieldEdit: fc.Arbitrary<FieldEdit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("edit" as const),
      at: spot,
      edits: fc.array(byteEdit, { minLength: 1, maxLength: 3 }),
      number: fc.oneof(fc.nat(20), fc.maxSafeNat()),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), at: spot }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("twice" as const), at: spot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("take" as const), at: spot, from: spot }) },
);

/** `donor` is a second model, whose fields are taken over by "take". */
export function mutateFields(original: Uint8Array, donor: Uint8Array, edits: FieldEdit[]): Uint8Array {
  const model = decodeModel(original);
  const donors = allFields(decodeModel(donor));
  for (const edit of edits) {
    const fields = allFields(model);
    if (fields.length === 0) break;
    const { list, field } = fields[edit.at % fields.length];
    const index = list.indexOf(field);
    if (edit.do === "remove") list.splice(index, 1);
    else if (edit.do === "twice") list.splice(index, 0, structuredClone(field));
    else if (edit.do === "take") field.value = structuredClone(donors[edit.from % donors.length].field.value);
    else field.value = editedValue(field, edit);
  }
  return encodeModel(model);
}

function editedValue({ value }: WireField, edit: FieldEdit & { do: "edit" }): WireField["value"] {
  if (typeof value === "number") return edit.number;
  return mutateBytes(value instanceof Uint8Array ? value : encodeModel(value), edit.edits);
}

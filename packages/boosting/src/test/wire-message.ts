import { PbfReader, PbfWriter } from "pbf";

/** A protobuf field: a varint, bytes, or a message whose own fields are known. */
export interface WireField {
  tag: number;
  value: number | Uint8Array | WireField[];
}

/** Tags of the fields that are messages, and of those in them. */
interface Nesting {
  [tag: number]: Nesting;
}

const tensor: Nesting = {};
const valueInfo: Nesting = { 2: { 1: { 2: { 1: {} } } } };
const graph: Nesting = { 1: { 5: { 5: tensor } }, 5: tensor, 11: valueInfo, 12: valueInfo };
const model: Nesting = { 7: graph, 8: {}, 14: {} };

/** Takes a model apart that our own writer made. */
export function decodeModel(bytes: Uint8Array, nesting: Nesting = model): WireField[] {
  const reader = new PbfReader(bytes);
  const fields: WireField[] = [];
  for (let tag = reader.nextField(); tag > 0; tag = reader.nextField()) {
    if (reader.type === 0) fields.push({ tag, value: reader.readVarint() });
    else {
      const inside = reader.readBytes();
      fields.push({ tag, value: tag in nesting ? decodeModel(inside, nesting[tag]) : inside });
    }
  }
  return fields;
}

/** Puts fields together again, with lengths that fit. */
export function encodeModel(fields: WireField[], out = new PbfWriter()): Uint8Array {
  for (const { tag, value } of fields) {
    if (typeof value === "number") out.writeVarintField(tag, value);
    else if (value instanceof Uint8Array) out.writeBytesField(tag, value);
    else out.writeMessage(tag, (inner: WireField[], message) => void encodeModel(inner, message), value);
  }
  return out.buf.slice(0, out.pos);
}

/** Every field at any depth, with the list that holds it. */
export function allFields(fields: WireField[]): { list: WireField[]; field: WireField }[] {
  return fields.flatMap((field) => [
    { list: fields, field },
    ...(Array.isArray(field.value) ? allFields(field.value) : []),
  ]);
}

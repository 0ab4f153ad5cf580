import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wire } from "./wire.ts";

const leaf = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
);
const key = fc
  .oneof(fc.string(), fc.constantFrom("$date", "$$date", "at"))
  .filter((name) => name !== "__proto__");
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("value")),
    fc.dictionary(key, tie("value"), { noNullPrototype: true }),
  ),
}));

describe("wire", () => {
  it("brings back what was sent, dates as dates, whatever an object's keys look like", () => {
    fc.assert(
      fc.property(value, (sent) => {
        expect(wire.deserialize(JSON.parse(JSON.stringify(wire.serialize(sent))))).toEqual(sent);
      }),
    );
  });

  it("leaves out what is undefined", () => {
    expect(JSON.stringify(wire.serialize({ a: undefined, b: 1 }))).toBe('{"b":1}');
    expect(wire.deserialize(wire.serialize(undefined))).toBeUndefined();
  });

  it("refuses what JSON cannot carry", () => {
    expect(() => wire.serialize({ big: 1n })).toThrow(TypeError);
  });
});

import { expect, test } from "vitest";
import { ReadBodies } from "./read-bodies.ts";

function counting() {
  const bodies = new ReadBodies();
  let reads = 0;
  const read = (text: string) =>
    bodies.read(text, (given) => {
      reads++;
      return JSON.parse(given);
    });
  return { bodies, read, reads: () => reads };
}

test("what comes again is read once and is the very same", () => {
  const { bodies, read, reads } = counting();
  const [first, second, third] = [1, 2, 3].map(() => read('{"a":[1,2]}'));
  expect(reads()).toBe(1);
  expect([second, third]).toEqual([first, first]);
  expect(third).toBe(first);
  expect([bodies.isShared(first), bodies.isShared({ a: [1, 2] })]).toEqual([true, false]);
});

test("other bytes are another body, also where they mean the same", () => {
  const { read } = counting();
  for (let nth = 0; nth < 3; nth++) {
    expect(read('{"a":1}')).toEqual({ a: 1 });
    expect(read('{"a":2}')).toEqual({ a: 2 });
    expect(read('{ "a":1}')).toEqual({ a: 1 });
  }
});

test("a long body, a bare value and a fault are read each time", () => {
  const { read, reads } = counting();
  const long = JSON.stringify({ a: "x".repeat(10_000) });
  for (let nth = 0; nth < 3; nth++) {
    expect(read(long)).toEqual({ a: "x".repeat(10_000) });
    expect(read("1")).toBe(1);
    expect(() => read("{")).toThrow(SyntaxError);
  }
  expect(reads()).toBe(9);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outOfPlace } from "./out-of-place.ts";

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 });

describe("leads out of place", () => {
  it("are none in the same order", () => {
    fc.assert(fc.property(ids, fc.boolean(), (order, whole) => outOfPlace(order, order, whole) === 0));
  });

  it("are one where one lead moves, wherever to", () => {
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (order, from, to) => {
        fc.pre(order.length > 1 && from % order.length !== to % order.length);
        const [lead] = order.slice(from % order.length);
        const rest = order.filter((id) => id !== lead);
        const moved = rest.toSpliced(to % order.length, 0, lead ?? "");
        return outOfPlace(order, moved, true) === 1;
      }),
    );
  });

  it("are as many as came, or as many as left", () => {
    fc.assert(
      fc.property(ids, fc.nat(), (order, some) => {
        const fewer = order.slice(some % (order.length + 1));
        const change = order.length - fewer.length;
        return outOfPlace(fewer, order, true) === change && outOfPlace(order, fewer, true) === change;
      }),
    );
  });

  it("count once what came and what it pushed off the page", () => {
    expect(outOfPlace(["a", "b", "c"], ["new", "a", "b"], false)).toBe(1);
    expect(outOfPlace(["a", "b", "c"], ["a", "b", "c", "d"], false)).toBe(0);
    expect(outOfPlace(["a", "b", "c"], ["b", "c", "d"], false)).toBe(1);
    expect(outOfPlace(["a", "b", "c"], ["c", "new", "a"], false)).toBe(2);
  });

  it("are none of the page's own where one's own work is left out on both sides", () => {
    const without = (order: string[], own: string) => order.filter((id) => id !== own);
    const [shown, latest] = [
      ["a", "b", "c"],
      ["b", "c", "d"],
    ];
    expect(outOfPlace(without(shown, "a"), without(latest, "a"), false)).toBe(0);
  });
});

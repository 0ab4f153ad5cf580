import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealInTurn } from "./deal-in-turn.ts";

const brokers = fc
  .uniqueArray(
    fc.record({
      userId: fc.uuid(),
      dailyLeads: fc.integer({ min: 1, max: 20 }),
      lastTurn: fc.integer({ min: 0, max: 50 }),
      got: fc.integer({ min: 0, max: 25 }),
    }),
    { selector: ({ userId }) => userId, maxLength: 8 },
  )
  .map((all) => all.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)));
const counted = (turns: readonly { userId: string }[], userId: string) =>
  turns.filter((turn) => turn.userId === userId).length;

describe("leads given in turn", () => {
  it("go to nobody beyond what they can work in a day, and stop only when nobody has room", () => {
    fc.assert(
      fc.property(brokers, fc.integer({ min: 0, max: 60 }), (all, count) => {
        const turns = dealInTurn(count, all);
        const room = (each: (typeof all)[number]) => Math.max(0, each.dailyLeads - each.got);
        for (const each of all) expect(counted(turns, each.userId)).toBeLessThanOrEqual(room(each));
        expect(turns.length).toBe(
          Math.min(
            count,
            all.map(room).reduce((a, b) => a + b, 0),
          ),
        );
      }),
    );
  });

  it("are as many for each as for any other who has room, give or take one", () => {
    fc.assert(
      fc.property(brokers, fc.integer({ min: 0, max: 60 }), (all, count) => {
        const turns = dealInTurn(count, all);
        const free = all.filter((each) => each.dailyLeads - each.got > counted(turns, each.userId));
        const most = Math.max(0, ...all.map(({ userId }) => counted(turns, userId)));
        for (const each of free) expect(most - counted(turns, each.userId)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("are the same whether they come at once or one after the other", () => {
    fc.assert(
      fc.property(brokers, fc.integer({ min: 0, max: 40 }), (all, count) => {
        const single: string[] = [];
        let now = all;
        for (let lead = 0; lead < count; lead++) {
          const [turn] = dealInTurn(1, now);
          if (!turn) break;
          single.push(turn.userId);
          now = now.map((each) =>
            each.userId === turn.userId ? { ...each, lastTurn: turn.number, got: each.got + 1 } : each,
          );
        }
        expect(dealInTurn(count, all).map(({ userId }) => userId)).toEqual(single);
      }),
    );
  });

  it("begin with whoever waits longest, and come round", () => {
    const of = (userId: string, lastTurn: number) => ({ userId, lastTurn, dailyLeads: 40, got: 0 });
    const turns = dealInTurn(5, [of("a", 7), of("b", 3), of("c", 0)]);
    expect(turns.map(({ userId }) => userId)).toEqual(["c", "b", "a", "c", "b"]);
    expect(turns.map(({ number }) => number)).toEqual([8, 9, 10, 11, 12]);
  });
});

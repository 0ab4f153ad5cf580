import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, event, india, noon } from "../test/made-up-features.ts";
import { decodeState, encodeState } from "./encode-state.ts";
import { compareEvents, eventTypes, type FeatureEvent } from "./event-types.ts";
import { startSlices } from "./slices.ts";
import { emptyState, foldAll, foldEvent, type LeadState, settledSlices, tailLength } from "./state.ts";

const events = (most: number, span: number, keys = 40) =>
  fc.array(
    fc.record({
      // Of any time, or of one of ten: equal times must have an order, too.
      at: fc.oneof(
        fc.integer({ min: noon - span, max: noon }),
        fc.nat(9).map((i) => noon - i * Math.floor(span / 10)),
      ),
      tie: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      type: fc.constantFrom(...eventTypes),
      key: fc.integer({ min: 2 ** 32 - keys, max: 2 ** 32 - 1 }),
      seconds: fc.nat(86_400),
      answered: fc.boolean(),
    }),
    { maxLength: most, size: "max" },
  );

/** Folds one by one as they come, anew where it must be; the state goes through storage after each. */
function live(arrivals: readonly FeatureEvent[]): LeadState {
  let state = emptyState(india);
  arrivals.forEach((arrival, i) => {
    if (!foldEvent(state, arrival, india)) state = foldAll(arrivals.slice(0, i + 1), india);
    state = decodeState(JSON.parse(encodeState(state))) ?? emptyState(india);
  });
  return state;
}

describe("a lead's state", { timeout: 60_000 }, () => {
  it("is the same bit for bit in whatever order its events come", () => {
    fc.assert(
      fc.property(events(80, 5 * day, 4), (arrivals) => {
        expect(live(arrivals)).toEqual(foldAll(arrivals, india));
      }),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
  });

  it("takes a late event at its place and refuses one older than what is folded for good, unchanged", () => {
    const history = Array.from({ length: tailLength + 1 }, (_, i) => event("page_view", noon + i * day));
    const state = foldAll(history, india);
    const before = encodeState(state);
    expect(foldEvent(state, event("chat", noon - 1), india)).toBe(false);
    expect(encodeState(state)).toBe(before);
    const late = event("chat", noon + 1);
    expect(foldEvent(state, late, india)).toBe(true);
    expect(state).toEqual(foldAll([...history, late], india));
  });

  it("folds one event into the base for each that comes, and none before the tail is full", () => {
    const state = emptyState(india);
    for (let i = 0; i < tailLength; i++) foldEvent(state, event("chat", noon + i), india);
    expect(state.base).toEqual(startSlices());
    foldEvent(state, event("chat", noon + tailLength), india);
    expect(state.base).toEqual({
      ...startSlices(),
      ...settledSlices(foldAll([event("chat", noon)], india), india),
    });
    expect([state.tail.length, state.count]).toEqual([tailLength, tailLength + 1]);
  });

  it("is not touched by reading", () => {
    const state = foldAll([event("page_view", noon), event("page_view", noon + 100, { key: 5 })], india);
    const before = encodeState(state);
    settledSlices(state, india);
    expect(encodeState(state)).toBe(before);
  });

  it("survives JSON and takes at most 4,096 bytes, however much happened", () => {
    const randomOf = (seed: number) => {
      let state = seed;
      return (below: number) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
    };
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(1, 1_000, 100_000, 5_000_000), (seed, pause) => {
        const random = randomOf(seed);
        let at = Date.UTC(2026, 10, 23);
        const history = Array.from({ length: 5_000 }, () => {
          at += random(pause);
          return {
            at,
            tie: 2 ** 48 - 1 - random(1_000),
            type: eventTypes[random(eventTypes.length)] ?? "note",
            key: 2 ** 32 - 1 - random(40),
            seconds: random(86_400) + 0.25,
            answered: random(2) === 0,
          };
        });
        const state = foldAll(history, india);
        const text = encodeState(state);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
        expect(decodeState(JSON.parse(text))).toEqual(state);
      }),
      { numRuns: 12 },
    );
  });

  it("is nothing to start from when it is of another version or broken", () => {
    const stored = JSON.parse(encodeState(foldAll([event("chat", noon)], india)));
    expect(decodeState(stored)).not.toBeNull();
    for (const broken of [
      { ...stored, v: 0 },
      { ...stored, tail: "x" },
      { ...stored, base: { ...stored.base, visits: {} } },
      {},
      [],
      "",
      null,
      undefined,
    ]) {
      expect(decodeState(broken)).toBeNull();
    }
  });
});

describe("compareEvents", () => {
  it("puts equal milliseconds in one order", () => {
    const [a, b, c] = [
      event("chat", 5, { tie: 2 }),
      event("note", 5, { tie: 1 }),
      event("note", 4, { tie: 9 }),
    ];
    expect([a, b, c].sort(compareEvents)).toEqual([c, b, a]);
  });
});

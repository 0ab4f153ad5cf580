import { describe, expect, it } from "vitest";
import { countWaits, type Waited } from "./first-replies.ts";

const promise = 15;

function waited(place: number, part: Partial<Waited> = {}): Waited {
  return {
    leadId: `lead ${place}`,
    ownerId: "a",
    since: new Date(Date.UTC(2026, 10, 1, place)),
    kind: "answered",
    minutes: 5,
    ...part,
  };
}

describe("replies in a row", () => {
  it("count from the latest enquiry back to the first that was not answered in time", () => {
    const waits = [waited(1), waited(2, { minutes: 16 }), waited(3), waited(4)];
    expect(countWaits(waits, promise).inARow).toBe(2);
    expect(countWaits(waits.toReversed(), promise).inARow).toBe(2);
  });

  it("end with an enquiry that still waits, and with a call too short to count", () => {
    expect(countWaits([waited(1), waited(2, { kind: "unanswered", minutes: 40 })], promise).inARow).toBe(0);
    expect(countWaits([waited(1), waited(2, { kind: "short_call" })], promise).inARow).toBe(0);
  });

  it("are all of them where each was answered in time", () => {
    expect(countWaits([waited(1), waited(2)], promise).inARow).toBe(2);
    expect(countWaits([], promise).inARow).toBe(0);
  });
});

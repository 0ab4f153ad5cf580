import { expect, it } from "vitest";
import { countsOf, shownSuspicions, whySuspected } from "./suspect-words.ts";

it("what counts is said of the strongest reason", () => {
  const glance = [{ kind: "datacentre", events: 1 } as const, { kind: "network" } as const];
  expect(countsOf({ suspicions: glance })).toBe("marked");
  expect(countsOf({ suspicions: [{ kind: "speed", pages: 9 }] })).toBe("speed");
  expect(countsOf({ suspicions: [{ kind: "fast", pages: 4 }] })).toBe("all");
  expect(shownSuspicions(glance)).toEqual([{ kind: "datacentre", events: 1 }]);
});

it("a crawler is one, whoever says so", () => {
  expect(
    [{ kind: "agent", events: 1 } as const, { kind: "list", events: 1 } as const].map(whySuspected),
  ).toEqual(["crawler", "crawler"]);
});

import { expect, it } from "vitest";
import { countsText, shownSuspicions, suspicionText, visitorName } from "./suspect-words.ts";

it("what counts is said of the strongest reason", () => {
  const glance = [{ kind: "datacentre", events: 1 } as const, { kind: "network" } as const];
  expect(countsText({ suspicions: glance })).toBe("What is marked counts in no score.");
  expect(countsText({ suspicions: [{ kind: "speed", pages: 9 }] })).toContain("the rest does");
  expect(countsText({ suspicions: [{ kind: "fast", pages: 4 }] })).toBe("All of it counts.");
  expect(shownSuspicions(glance)).toEqual([{ kind: "datacentre", events: 1 }]);
});

it("a visitor has the names of its leads", () => {
  expect(visitorName({ leads: [] })).toBe("Somebody unknown");
  expect(
    visitorName({
      leads: [
        { id: "1", name: "Asha" },
        { id: "2", name: null },
      ],
    }),
  ).toBe("Asha, Lead without a name");
});

it("one page is not several", () => {
  expect(suspicionText({ kind: "fast", pages: 4 })).toContain("4 pages");
});

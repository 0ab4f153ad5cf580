import type { LeadRow } from "@leadlift/services/lead/lead-row";
import type { LeadPage } from "@leadlift/services/lead/list";
import { describe, expect, it } from "vitest";
import { type Held, newsOf, nothingHeld, settle } from "./held-order.ts";

const nobody: ReadonlyMap<string, string> = new Map();

function row(id: string, score = 50): LeadRow {
  return {
    ...{ id, name: id, phone: null, email: null, kind: "buyer", source: null, city: null, locality: null },
    ...{ budget: null, status: "open", step: null, owner: null, score, grade: "C", state: "scored" },
    ...{ probability: null, topReason: null, scoredAt: null, enquiredAt: null, createdAt: new Date(0) },
    ...{ version: 1, trend: [] },
  };
}

function page(rows: LeadRow[], nextCursor: string | null = null): LeadPage {
  return { rows, nextCursor, total: rows.length, more: false };
}

const idsOf = ({ pages }: Held) => pages.flatMap(({ rows }) => rows.map(({ id }) => id));
const scoresOf = ({ pages }: Held) => pages.flatMap(({ rows }) => rows.map(({ score }) => score));

describe("a list that is read", () => {
  const first = [page([row("a"), row("b"), row("c")])];
  const held = settle(nothingHeld, first, "open");

  it("shows a lead's new score in its old place, and says that it belongs elsewhere", () => {
    const latest = [page([row("c", 90), row("a"), row("b")])];
    const shown = settle(held, latest, "open");
    expect([idsOf(shown), scoresOf(shown)]).toEqual([
      ["a", "b", "c"],
      [50, 50, 90],
    ]);
    expect(newsOf(shown, latest, nobody)).toBe(1);
    expect(settle(shown, latest, "open")).toBe(shown);
  });

  it("takes over at once what changes no place", () => {
    const latest = [page([row("a", 51), row("b"), row("c"), row("d")])];
    const shown = settle(held, latest, "open");
    expect([idsOf(shown), newsOf(shown, latest, nobody)]).toEqual([["a", "b", "c", "d"], 0]);
  });

  it("keeps who is gone until it is asked, unless that was one's own work", () => {
    const latest = [page([row("b"), row("c")])];
    const shown = settle(held, latest, "open");
    expect(idsOf(shown)).toEqual(["a", "b", "c"]);
    expect(newsOf(shown, latest, nobody)).toBe(1);
    expect(newsOf(shown, latest, new Map([["a", "Call: junk"]]))).toBe(0);
  });

  it("goes on with pages that follow, each lead once, while its beginning is held", () => {
    const latest = [page([row("new"), row("a"), row("b")], "next"), page([row("c"), row("d")])];
    const shown = settle(held, latest, "open");
    expect(idsOf(shown)).toEqual(["a", "b", "c", "d"]);
    expect(newsOf(shown, latest, nobody)).toBe(1);
  });

  it("is another one as soon as another view has come, and not before", () => {
    const latest = [page([row("x")])];
    expect(settle(held, first, null)).toBe(held);
    const shown = settle(held, latest, "won");
    expect([idsOf(shown), shown.slid, shown.times]).toEqual([["x"], false, held.times + 1]);
  });
});

import type { ActRequest } from "@leadlift/services/act/act-input";
import type { Today, TodayItem, TodaySection } from "@leadlift/services/today/today";
import { describe, expect, it } from "vitest";
import type { Waiting } from "../act/waiting.ts";
import { type Placement, placementOf, withActs } from "./with-acts.ts";

const timezone = "Asia/Kolkata";
const tonight = new Date("2026-11-23T15:00:00Z");
const tomorrow = new Date("2026-11-24T05:00:00Z");

function item(leadId: string, section: TodaySection): TodayItem {
  return {
    ...{
      leadId,
      section,
      name: leadId,
      kind: "buyer",
      source: null,
      city: null,
      locality: null,
      listing: null,
    },
    ...{ budget: null, score: 70, grade: "B", state: "scored", change7: null, spark: [], reason: null },
    ...{ enquiredAt: tonight, awaitingSince: tonight, replyDueAt: null, overdue: false, lastOutAt: null },
    ...{ nextStep: null, snooze: null, away: null, step: null, status: "open", version: 1 },
  };
}

function day(sections: Partial<Record<TodaySection, string[]>>): Today {
  const of = (section: TodaySection) => (sections[section] ?? []).map((id) => item(id, section));
  const done = of("done").length;
  const left = ["new", "next", "promised", "visits"] as const;
  const count = (section: TodaySection) => of(section).length;
  return {
    ...{ userId: "me", day: "2026-11-23", capacity: 40, done, why: null },
    planned: done + left.reduce((sum, section) => sum + count(section), 0),
    new: of("new"),
    next: of("next"),
    promised: of("promised"),
    visits: of("visits"),
    waiting: of("waiting"),
    snoozed: of("snoozed"),
    finished: of("done"),
    ...{ unclaimed: [], unclaimedCount: 0, covering: [] },
    counts: {
      ...{ new: count("new"), next: count("next"), promised: count("promised"), visits: count("visits") },
      ...{ waiting: count("waiting"), snoozed: count("snoozed"), done, open: 0 },
    },
  };
}

type Draft = {
  [Kind in ActRequest["kind"]]: Omit<Extract<ActRequest, { kind: Kind }>, "id" | "leadId" | "occurredAt">;
}[ActRequest["kind"]];

function did(leadId: string, draft: Draft): Waiting {
  const request = { ...draft, id: leadId, leadId, occurredAt: tonight };
  return { actId: leadId, leadId, name: leadId, what: "do", request, tries: 0, refused: null };
}

const show = (given: Today, acts: Waiting[], placements = new Map<string, Placement>()) =>
  withActs(given, acts, { timezone, placements });
const idsOf = (items: TodayItem[]) => items.map(({ leadId }) => leadId);

describe("the day with what was just done", () => {
  it("has a called lead done and moves the ring", () => {
    const shown = show(day({ next: ["a", "b"] }), [did("a", { kind: "called", outcome: "talked" })]);
    expect(idsOf(shown.next)).toEqual(["b"]);
    expect(idsOf(shown.finished)).toEqual(["a"]);
    expect([shown.done, shown.planned, shown.counts.done]).toEqual([1, 2, 1]);
  });

  it("does nothing twice once the server has it", () => {
    const acts = [did("a", { kind: "called", outcome: "talked" })];
    const once = show(day({ next: ["a", "b"] }), acts);
    expect(show(once, acts)).toEqual(once);
  });

  it("keeps a lead on today's list that is promised for tonight, and not one for tomorrow", () => {
    const call = (dueAt: Date): Draft => ({
      kind: "called",
      outcome: "no_answer",
      next: { kind: "call", dueAt },
    });
    expect(idsOf(show(day({ new: ["a"] }), [did("a", call(tonight))]).promised)).toEqual(["a"]);
    expect(idsOf(show(day({ new: ["a"] }), [did("a", call(tomorrow))]).promised)).toEqual([]);
    const visit = did("a", { kind: "called", outcome: "visit_booked", visitAt: tonight });
    expect(idsOf(show(day({ new: ["a"] }), [visit]).visits)).toEqual(["a"]);
  });

  it("puts a snoozed lead to sleep with its reason, counted as done", () => {
    const act = did("a", { kind: "snoozed", until: tomorrow, reason: "travelling" });
    const shown = show(day({ next: ["a"] }), [act]);
    expect(shown.snoozed).toMatchObject([{ leadId: "a", snooze: { until: tomorrow, reason: "travelling" } }]);
    expect([shown.done, shown.counts.snoozed]).toEqual([1, 1]);
  });

  it("leaves the list alone for a note, a judgement, and what was refused", () => {
    const given = day({ next: ["a"] });
    const refused = { ...did("a", { kind: "called", outcome: "junk" }), refused: "No." };
    const notes = [did("a", { kind: "noted", note: "x" }), did("a", { kind: "judged", judgement: "hot" })];
    expect(show(given, [...notes, refused])).toBe(given);
  });

  it("puts a lead back where it was when what the server has already is undone", () => {
    const before = day({ next: ["a", "b", "c"], waiting: ["d"] });
    const placement = placementOf(before, "b");
    const after = show(before, [did("b", { kind: "called", outcome: "junk" })]);
    const undo: Waiting = { actId: "b", leadId: "b", name: "b", what: "undo", tries: 0, refused: null };
    const placements = new Map(placement ? [["b", placement]] : []);
    const again = show(after, [undo], placements);
    expect(idsOf(again.next)).toEqual(["a", "b", "c"]);
    expect([again.done, again.planned]).toEqual([0, 3]);
    expect(show(before, [undo], placements).next).toEqual(before.next);
  });

  it("has a lead that was taken as the first to reply to, and gives it back when that is undone", () => {
    const before = {
      ...day({ new: ["a"] }),
      unclaimed: [item("x", "new"), item("y", "new")],
      unclaimedCount: 12,
    };
    const placement = placementOf(before, "y");
    const taken = show(before, [did("y", { kind: "claimed" })]);
    expect([idsOf(taken.new), idsOf(taken.unclaimed), taken.unclaimedCount]).toEqual([["y", "a"], ["x"], 11]);
    expect([taken.done, taken.planned, taken.counts.new]).toEqual([0, 2, 2]);
    const undo: Waiting = { actId: "y", leadId: "y", name: "y", what: "undo", tries: 0, refused: null };
    const again = show(taken, [undo], new Map(placement ? [["y", placement]] : []));
    expect([idsOf(again.new), idsOf(again.unclaimed), again.unclaimedCount]).toEqual([["a"], ["x", "y"], 12]);
    expect(show(before, [did("a", { kind: "claimed" })])).toBe(before);
  });

  it("has done what is nobody's once it was called, and what one covers for whatever was planned", () => {
    const given = {
      ...day({}),
      unclaimed: [item("x", "new")],
      unclaimedCount: 1,
      covering: [item("c", "promised")],
    };
    const shown = show(given, [
      did("x", { kind: "called", outcome: "talked" }),
      did("c", { kind: "called", outcome: "no_answer", next: { kind: "call", dueAt: tonight } }),
    ]);
    expect([idsOf(shown.unclaimed), idsOf(shown.covering), idsOf(shown.promised)]).toEqual([[], [], []]);
    expect(idsOf(shown.finished)).toEqual(["c", "x"]);
    expect(show(given, [did("c", { kind: "noted", note: "x" })])).toBe(given);
  });

  it("says that all is done when the last is", () => {
    const shown = show(day({ next: ["a"] }), [did("a", { kind: "messaged", channel: "whatsapp" })]);
    expect(shown.why).toEqual({ code: "all_done", done: 1 });
  });
});

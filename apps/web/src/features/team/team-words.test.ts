import type { TeamMember } from "@leadlift/services/team-report/team-report";
import { describe, expect, it } from "vitest";
import { moveInput, nobody } from "./move-input.ts";
import { absentOf, hoursOf, standingTo, workDays } from "./team-words.ts";
import { reportInput } from "./view.ts";

const share = { hits: 0, n: 0, share: null, low: null, high: null };

function member(name: string, part: Partial<TeamMember> = {}): TeamMember {
  return {
    userId: name,
    name,
    role: "broker",
    team: null,
    left: false,
    dailyLeads: 40,
    received: 0,
    awayUntil: null,
    nextLeave: null,
    firstReply: { leads: 0, medianMinutes: null, within: share, unanswered: 0, shortCalls: 0, inARow: 0 },
    followUps: { kept: share, overdue: 0 },
    adoption: { followed: share, weeks: [] },
    best: { worked: share, days: 0 },
    load: { open: 0, awaiting: 0, overdueSteps: 0, top20: share, neglected: [] },
    ...part,
  };
}

describe("the words of the team", () => {
  it("hold a share against the wish as both are shown", () => {
    expect([0.8, 0.796, 0.7, 0.65, 0.64].map((each) => standingTo(0.8, each))).toEqual([
      "met",
      "met",
      "near",
      "near",
      "far",
    ]);
  });

  it("give days of work: none for no leads, one for a few", () => {
    const load = (open: number) => ({ ...member("a").load, open });
    expect([0, 3, 100].map((open) => workDays({ load: load(open), dailyLeads: 40 }))).toEqual([0, 1, 3]);
  });

  it("split minutes into hours after rounding", () => {
    expect(hoursOf(119.6)).toEqual({ hours: 2, minutes: 0 });
  });

  it("name who is away before who soon is, and nobody who left", () => {
    const absent = absentOf([
      member("Soon", { nextLeave: { firstDay: "2026-12-01", lastDay: "2026-12-02" } }),
      member("Gone", { left: true, awayUntil: "2026-12-01" }),
      member("Here"),
      member("Away", { awayUntil: "2026-11-25" }),
    ]);
    expect(absent.map(({ name }) => name)).toEqual(["Away", "Soon"]);
  });
});

describe("the question behind an address", () => {
  it("leaves a team out that is none", () => {
    const view = { days: 7, from: "", to: "", team: "everybody" };
    expect(reportInput(view, "2026-11-23")).toEqual({ from: "2026-11-17", to: "2026-11-23" });
  });
});

describe("the question for a move", () => {
  it("waits until it is said whose leads go to whom", () => {
    expect(moveInput("", [], ["a"])).toBeNull();
    expect(moveInput("a", [], [])).toBeNull();
  });

  it("names an owner or nobody, and grades only where some are chosen", () => {
    expect(moveInput("a", ["B", "A"], ["b"])).toEqual({
      fromUserId: "a",
      view: { grade: ["A", "B"] },
      toUserIds: ["b"],
    });
    expect(moveInput(nobody, [], ["b"])).toEqual({
      view: { grade: [], ownerId: nobody },
      toUserIds: ["b"],
    });
  });
});

import type { Member } from "@leadlift/services/member/list";
import { expect, it } from "vitest";
import { workingMembers } from "./working-members.ts";

function member(name: string, given: Partial<Member> = {}): Member {
  return {
    ...{ userId: name, name, email: "", role: "broker", teamId: null, team: null, dailyLeads: null, open: 0 },
    ...{ awayUntil: null, deactivatedAt: null, joinedAt: new Date(0) },
    ...given,
  };
}

it("gives leads to who works them: also who has none yet, never who has left, and who is away last", () => {
  const members = [
    member("Asha", { role: "admin" }),
    member("Bina", { awayUntil: "2026-11-27", open: 9 }),
    member("Chetan"),
    member("Dev", { role: "admin", open: 2 }),
    member("Esha", { deactivatedAt: new Date(0), open: 5 }),
    member("Meera", { role: "manager" }),
  ];
  expect(workingMembers(members).map(({ name }) => name)).toEqual(["Chetan", "Dev", "Meera", "Bina"]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { changeDesk } from "../member/change-desk.ts";
import { listMembers } from "../member/list.ts";
import { listTeams } from "./list.ts";
import { putTeam } from "./put.ts";
import { removeTeam } from "./remove.ts";

let platform: TestPlatform;
let home: Tenant;
let other: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  [home, other] = await Promise.all([createTenant(platform), createTenant(platform)]);
});
afterAll(() => platform.db.close());

test("a team is made, renamed and removed by managers; its people stay", async () => {
  const { teamId } = await putTeam(home.manager, { name: "Bopal" });
  const userId = userIdOf(home.broker);
  await changeDesk(home.manager, { userId, teamId });
  expect(await putTeam(home.manager, { teamId, name: "Bopal & Shela" })).toEqual({ teamId, before: "Bopal" });
  expect(await listTeams(home.broker)).toEqual([{ id: teamId, name: "Bopal & Shela", members: 1 }]);
  await removeTeam(home.manager, { teamId });
  expect(await listTeams(home.broker)).toEqual([]);
  expect((await listMembers(home.broker)).find((member) => member.userId === userId)).toMatchObject({
    teamId: null,
    team: null,
  });
});

test("two teams never have one name, whichever way it is written, also when both are made at once", async () => {
  const both = await Promise.allSettled([
    putTeam(home.manager, { name: "Gota" }),
    putTeam(home.manager, { name: "GOTA" }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const { teamId } = await putTeam(home.manager, { name: "Naranpura" });
  await expect(putTeam(home.manager, { teamId, name: "gota" })).rejects.toMatchObject({ code: "CONFLICT" });
  await putTeam(other.manager, { name: "Gota" });
});

test("teams are not a broker's to change, nor another organisation's", async () => {
  const { teamId } = await putTeam(home.manager, { name: "Satellite" });
  await expect(putTeam(home.broker, { name: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(removeTeam(home.broker, { teamId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(putTeam(other.manager, { teamId, name: "Theirs" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(removeTeam(other.manager, { teamId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

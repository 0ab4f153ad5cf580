import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { addLeave } from "./add.ts";
import { listLeave } from "./list.ts";
import { removeLeave } from "./remove.ts";

let platform: TestPlatform;
let home: Tenant;
let other: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  [home, other] = await Promise.all([createTenant(platform), createTenant(platform)]);
});
afterAll(() => platform.db.close());

test("one enters one's own leave, a manager anybody's, and it is listed until it is over", async () => {
  const userId = userIdOf(home.broker);
  await addLeave(home.broker, { userId, firstDay: "2099-01-05", lastDay: "2099-01-07" });
  await addLeave(home.manager, { userId, firstDay: "2000-01-05", lastDay: "2000-01-07" });
  await addLeave(home.manager, { userId, firstDay: "2098-12-30", lastDay: "2098-12-30" });
  const days = (await listLeave(home.colleague, { userId })).map(({ firstDay, away }) => [firstDay, away]);
  expect(days).toEqual([
    ["2098-12-30", false],
    ["2099-01-05", false],
  ]);
});

test("nobody enters or removes a colleague's, and days count once", async () => {
  const userId = userIdOf(home.colleague);
  const days = { userId, firstDay: "2099-02-01", lastDay: "2099-02-10" };
  await expect(addLeave(home.broker, days)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { leaveId } = await addLeave(home.colleague, days);
  await expect(
    addLeave(home.manager, { ...days, firstDay: "2099-02-10", lastDay: "2099-02-12" }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(removeLeave(home.broker, { leaveId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await listLeave(home.broker, { userId })).map(({ id }) => id)).toEqual([leaveId]);
  await expect(removeLeave(other.manager, { leaveId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await removeLeave(home.manager, { leaveId })).toEqual({ ...days, coverId: null });
  await addLeave(home.colleague, days);
});

test("the last day is not before the first, and a stranger has no leave here", async () => {
  const userId = userIdOf(home.broker);
  await expect(
    addLeave(home.broker, { userId, firstDay: "2099-03-02", lastDay: "2099-03-01" }),
  ).rejects.toThrow();
  await expect(
    addLeave(home.manager, { userId: userIdOf(other.broker), firstDay: "2099-03-01", lastDay: "2099-03-01" }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

import { createMember } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Context, ladderSchema, type Role, systemContext, userContext } from "../context.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { chooseTarget } from "./choose-target.ts";
import { createOrganisation } from "./create.ts";
import { getOrganisation } from "./get.ts";

let platform: OwnPlatform;
let orgId: string;

beforeAll(async () => {
  platform = await ownPlatform();
  ({ orgId } = await createOrganisation(platform, { name: "First Homes", slug: "first-homes" }));
});
afterAll(() => platform.close());

async function as(role: Role): Promise<Context> {
  const { userId, name } = await createMember(platform.db, { id: orgId }, { role });
  return userContext(platform, { userId, orgId, role, name, orgName: "First Homes" });
}

test("a slug belongs to one organisation", async () => {
  await expect(
    createOrganisation(platform, { name: "Other Homes", slug: "first-homes" }),
  ).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("first-homes") });
});

test.each([
  ["lost", "visit"],
  ["visit", "reopened"],
  ["open", "visit"],
  ["won", "after"],
  ["visit", "visit"],
])("a ladder of %s and %s, whose keys mean more than one thing, is refused", (...keys) => {
  const ladder = (steps: string[]) => steps.map((key) => ({ key, label: key }));
  expect(ladderSchema.safeParse(ladder(keys)).success).toBe(false);
  expect(ladderSchema.safeParse(ladder(["visit", "won"])).success).toBe(true);
});

test("a new organisation has the usual ladder, Indian defaults and no target", async () => {
  const view = await getOrganisation(await as("broker"));
  expect(view).toMatchObject({
    name: "First Homes",
    timezone: "Asia/Kolkata",
    currency: "INR",
    targetStep: null,
  });
  expect(view.ladder.map(({ key }) => key)).toEqual([
    "contacted",
    "qualified",
    "visit_booked",
    "visit_done",
    "token_paid",
    "won",
  ]);
});

test("keys never leave with the settings", async () => {
  const view = await getOrganisation(await as("admin"));
  expect(Object.keys(view)).not.toContain("crypto");
});

test("making it again with the same id changes nothing", async () => {
  await createOrganisation(platform, { id: orgId, name: "Second name", slug: "second-name" });
  expect((await systemContext(platform, orgId)).organisation).toMatchObject({ name: "First Homes" });
});

test("an admin chooses the target, and that is audited with what it was before", async () => {
  const admin = await as("admin");
  await chooseTarget(admin, { step: "visit_done" });
  await chooseTarget(await as("admin"), { step: "won", horizonDays: 60 });
  expect(await getOrganisation(await as("broker"))).toMatchObject({
    targetStep: "won",
    targetLabel: "Won",
    horizonDays: 60,
  });
  const audited = await platform.db.withOrg(orgId, (tx) =>
    tx.auditEntry.findMany({ where: { action: "organisation.choose-target" }, orderBy: { id: "asc" } }),
  );
  expect(audited.map(({ detail }) => detail)).toEqual([
    { step: "visit_done", horizonDays: 30, before: null },
    { step: "won", horizonDays: 60, before: "visit_done" },
  ]);
});

test("a step that is not on the ladder is refused", async () => {
  await expect(chooseTarget(await as("admin"), { step: "moon" })).rejects.toMatchObject({
    code: "BAD_INPUT",
  });
});

test.each(["broker", "manager"] as const)("a %s does not choose the target", async (role) => {
  await expect(chooseTarget(await as(role), { step: "won" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("an organisation that does not exist is not found", async () => {
  await expect(systemContext(platform, "0194a3f0-0000-7000-8000-000000000000")).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

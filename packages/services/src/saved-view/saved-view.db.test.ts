import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { changeView } from "./change.ts";
import { listViews } from "./list.ts";
import { removeView } from "./remove.ts";
import { restoreView } from "./restore.ts";
import { saveView } from "./save.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const hot = { grade: "A,B", owner: "me" };
const namesFor = async (ctx: Tenant["broker"]) => (await listViews(ctx)).map(({ name }) => name);

describe("a saved view", () => {
  test("is its owner's alone until it is shared, and then everybody's of the organisation only", async () => {
    const away = await createTenant(platform);
    const { viewId } = await saveView(home.manager, { name: "Hot and mine", query: hot });
    expect(await namesFor(home.manager)).toContain("Hot and mine");
    expect(await namesFor(home.broker)).not.toContain("Hot and mine");
    await changeView(home.manager, { viewId, shared: true });
    expect(await listViews(home.broker)).toMatchObject([
      { id: viewId, query: hot, shared: true, owner: { id: userIdOf(home.manager) }, changeable: false },
    ]);
    expect(await namesFor(away.manager)).toEqual([]);
    await expect(changeView(away.admin, { viewId, name: "Taken" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await removeView(home.manager, { viewId });
  });

  test("is shared by managers and above, and changed by nobody whose it is not", async () => {
    await expect(saveView(home.broker, { name: "For all", query: hot, shared: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { viewId } = await saveView(home.admin, { name: "Everybody's", query: hot, shared: true });
    await expect(changeView(home.broker, { viewId, name: "Mine now" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(removeView(home.broker, { viewId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await changeView(home.manager, { viewId, name: "Of the house" });
    expect(await namesFor(home.broker)).toContain("Of the house");
    const { viewId: own } = await saveView(home.broker, { name: "Private", query: {} });
    await expect(changeView(home.broker, { viewId: own, shared: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(removeView(home.admin, { viewId: own })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("has a name that its owner uses once, whoever else uses it", async () => {
    await saveView(home.colleague, { name: "New ones", query: { sort: "newest" } });
    await expect(saveView(home.colleague, { name: " New ones ", query: {} })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(saveView(home.manager, { name: "New ones", query: {} })).resolves.toBeDefined();
  });

  test("is changed and taken away with a way back", async () => {
    const { viewId } = await saveView(home.broker, { name: "Before", query: hot });
    const before = await changeView(home.broker, { viewId, name: "After", query: { status: "won" } });
    await changeView(home.broker, { viewId, name: before.name, query: before.query });
    const standing = (await listViews(home.broker)).find(({ id }) => id === viewId);
    expect(standing).toMatchObject({ name: "Before", query: hot });

    const { name, query } = await removeView(home.broker, { viewId });
    expect(await namesFor(home.broker)).not.toContain("Before");
    await expect(restoreView(home.colleague, { viewId, name, query })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await restoreView(home.broker, { viewId, name, query });
    expect((await listViews(home.broker)).find(({ id }) => id === viewId)).toEqual(standing);
    await expect(restoreView(home.broker, { viewId, name, query })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("keeps no name that somebody searched for", async () => {
    const query: Record<string, string> = { q: "Rhea Mehta" };
    await expect(saveView(home.broker, { name: "Rhea", query })).rejects.toThrow();
  });
});

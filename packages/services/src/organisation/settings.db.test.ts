import { createLead, createModel, createOutcome } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Context, systemContext } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { changeCutoffs, previewCutoffs } from "./change-cutoffs.ts";
import { changeLadder } from "./change-ladder.ts";
import { changeSettings } from "./change-settings.ts";
import { chooseTarget } from "./choose-target.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform);
});

const now = async () => (await systemContext(platform, home.org.id)).organisation;
const audited = (action: string) =>
  platform.db.withOrg(home.org.id, async (tx) =>
    (await tx.auditEntry.findMany({ where: { action }, orderBy: { id: "asc" } })).map(({ detail }) => detail),
  );

describe("settings", () => {
  test("change one by one, each audited with what it was, and are put back by what was before", async () => {
    const holidays = [
      { day: "2026-12-25", label: "Christmas" },
      { day: "2026-11-08", label: "Diwali" },
    ];
    const businessHours = { "1": [[600, 1080]] as [number, number][] };
    const { before } = await changeSettings(home.admin, {
      firstReplyMinutes: 15,
      dailyLeads: 40,
      boardOpen: true,
      businessHours,
      holidays,
    });
    expect(await now()).toMatchObject({ firstReplyMinutes: 15, businessHours, boardOpen: true });
    expect((await now()).holidays.map(({ day }) => day)).toEqual(["2026-11-08", "2026-12-25"]);
    expect(await audited("organisation.change-setting")).toEqual([
      { setting: "firstReplyMinutes", value: 15, before: 5 },
      { setting: "boardOpen", value: true, before: false },
      { setting: "businessHours", value: "1: 600–1080", before: expect.stringContaining("7: 570–1170") },
      { setting: "holidays", value: "2026-11-08, 2026-12-25", before: "" },
    ]);
    await changeSettings(home.admin, before);
    expect(await now()).toMatchObject({ firstReplyMinutes: 5, boardOpen: false, holidays: [] });
  });

  test.each([
    { firstReplyMinutes: 0 },
    { dailyLeads: 501 },
    { businessHours: { "1": [[600, 500]] } },
    { holidays: [{ day: "2026-02-30", label: "None" }] },
    { name: " " },
  ])("that make no sense are refused: %o", async (wrong) => {
    await expect(changeSettings(home.admin, wrong as never)).rejects.toThrow();
  });

  test("are an admin's", async () => {
    for (const ctx of [home.broker, home.manager]) {
      await expect(changeSettings(ctx, { dailyLeads: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(changeLadder(ctx, { steps: [{ label: "One" }] })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      await expect(changeCutoffs(ctx, { A: 80, B: 60, C: 40 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});

describe("the ladder", () => {
  const edit = async (
    change: (steps: { key?: string; label: string }[]) => { key?: string; label: string }[],
  ) => changeLadder(home.admin, { steps: change((await now()).ladder.map((step) => ({ ...step }))) });

  test("has its steps renamed, new ones put between, and unused ones taken away", async () => {
    await edit((steps) =>
      steps
        .filter(({ key }) => key !== "token_paid")
        .flatMap((step) =>
          step.key === "visit_done"
            ? [{ ...step, label: "Site visit done" }, { label: "Second visit" }]
            : [step],
        ),
    );
    expect((await now()).ladder).toEqual([
      { key: "contacted", label: "Contacted" },
      { key: "qualified", label: "Qualified" },
      { key: "visit_booked", label: "Visit booked" },
      { key: "visit_done", label: "Site visit done" },
      { key: "second_visit", label: "Second visit" },
      { key: "won", label: "Won" },
    ]);
    expect(await audited("organisation.change-ladder")).toHaveLength(1);
  });

  test("keeps what leads reached, what is predicted, its order and its names apart", async () => {
    const lead = await createLead(platform.db, home.org);
    await createOutcome(platform.db, home.org, { leadId: lead.id, step: "qualified" });
    await chooseTarget(home.admin, { step: "visit_done" });
    await createModel(platform.db, home.org, { targetStep: "token_paid" });
    const without = (gone: string) => edit((steps) => steps.filter(({ key }) => key !== gone));
    await expect(without("qualified")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Qualified"),
    });
    await expect(without("visit_done")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("predict"),
    });
    await expect(without("token_paid")).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("predict"),
    });
    await expect(edit((steps) => steps.toReversed())).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(edit((steps) => [...steps, { label: "After all" }])).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    await expect(edit(([first, ...steps]) => [{ ...first, label: "Won" }, ...steps])).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    await expect(edit((steps) => [{ key: "strange", label: "Strange" }, ...steps])).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await without("contacted");
  });

  test("takes names in any script, and ones that mean something else", async () => {
    await edit((steps) => [{ label: "बात हुई" }, { label: "Lost" }, { label: "साइट देखी" }, ...steps]);
    const keys = (await now()).ladder.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(0, 3)).toEqual(["step", "lost_step", "step_2"]);
  });
});

describe("grades", () => {
  async function scored(score: number, grade: string) {
    const data = { score, grade, scoreState: "scored", probability: 0.3 };
    return (await createLead(platform.db, home.org, data)).id;
  }
  const gradeOf = async (id: string) =>
    platform.db.withOrg(home.org.id, async (tx) => (await tx.lead.findFirstOrThrow({ where: { id } })).grade);

  test("move as the preview said, at once, while scores stay; putting the cut-offs back brings them back", async () => {
    const high = await scored(72, "A");
    const middle = await scored(60, "B");
    await createLead(platform.db, home.org);
    const wished = { A: 75, B: 57, C: 43 };
    const preview = await previewCutoffs(home.admin, wished);
    expect(preview.moving).toBe(1);
    expect(preview.grades.map(({ now, after }) => [now, after])).toEqual([
      [1, 0],
      [1, 2],
      [0, 0],
      [0, 0],
    ]);
    expect(await gradeOf(high)).toBe("A");
    const { before, moved } = await changeCutoffs(home.admin, wished);
    expect(moved).toBe(1);
    expect([await gradeOf(high), await gradeOf(middle)]).toEqual(["B", "B"]);
    expect((await now()).cutoffs).toEqual(wished);
    await changeCutoffs(home.admin, before);
    expect([await gradeOf(high), await gradeOf(middle)]).toEqual(["A", "B"]);
  });

  test("of other organisations stay", async () => {
    const other = await createTenant(platform);
    const data = { score: 60, grade: "B", scoreState: "scored", probability: 0.3 };
    const lead = await createLead(platform.db, other.org, data);
    await changeCutoffs(home.admin, { A: 58, B: 50, C: 43 });
    const kept = await platform.db.withOrg(other.org.id, (tx) =>
      tx.lead.findFirstOrThrow({ where: { id: lead.id } }),
    );
    expect(kept.grade).toBe("B");
  });

  test("begin one above the other", async () => {
    for (const wrong of [
      { A: 50, B: 50, C: 40 },
      { A: 100, B: 50, C: 40 },
    ]) {
      await expect(changeCutoffs(home.admin as Context, wrong)).rejects.toThrow();
      await expect(previewCutoffs(home.admin, wrong)).rejects.toThrow();
    }
  });

  test("that change have every lead scored once more, so that a score under way with old ones does not stay", async () => {
    await createModel(platform.db, home.org);
    await changeCutoffs(home.admin, { A: 80, B: 60, C: 40 });
    const runs = await platform.db.withOrg(home.org.id, (tx) =>
      tx.scoringRun.count({ where: { status: "queued" } }),
    );
    expect(runs).toBe(1);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { reportSchema } from "../report.ts";
import { madeUpBehaviour } from "../test/made-up-behaviour.ts";
import { type Artefact, trainModel } from "./train-model.ts";

const target = { name: "visit_done", horizonDays: 30 };
const table = madeUpBehaviour(3000);
const day = 86_400_000;
const first = Date.UTC(2026, 0, 1);
const time = { values: Float64Array.from({ length: 3000 }, (_, row) => first + (row * day) / 10) };
let artefact: Artefact;

beforeAll(async () => {
  artefact = await trainModel(table, { target, time });
}, 60_000);

describe("the lift of features", { timeout: 60_000 }, () => {
  it("ranks better with each set of features that says something, on the same test rows", () => {
    const { lift, auc, testRows } = artefact.report;
    expect(lift).toMatchObject({
      sets: [
        { of: "profile", columns: 2, gain: null },
        { of: "canonical", columns: 5 },
        { of: "all", columns: 7, auc },
      ],
      testRows,
      reference: null,
    });
    const [profile, canonical, all] = lift?.sets ?? [];
    expect(canonical?.gain?.low).toBeGreaterThan(0);
    expect(all?.gain?.auc).toBeCloseTo((all?.auc ?? 0) - (profile?.auc ?? 0), 12);
    expect(all?.auc).toBeGreaterThan(canonical?.auc ?? 1);
  });

  it("does nothing to the model itself", async () => {
    const shown = await trainModel(table, { target, time });
    expect(shown.manifest.sha256).toBe(artefact.manifest.sha256);
    expect(shown.report.lift).toEqual(artefact.report.lift);
  });

  it("is not measured where no column is computed from events, though some are called like the calendar's", async () => {
    const bank = { ...table, names: ["a", "b", "c", "d", "e", "day_of_week", "month"] };
    expect((await trainModel(bank, { target })).report.lift).toBeNull();
  });

  it("leaves out a set that adds no column to the one before it", async () => {
    const names = ["budget_min", "bedrooms", "emails_opened", "calls", "visits_done", "e", "f"];
    const { report } = await trainModel({ ...table, names }, { target });
    expect(report.lift?.sets.map(({ of }) => of)).toEqual(["profile", "all"]);
  });
});

describe("what a report says of its rows", () => {
  it("is from when to when they are, from when on they test and how long an outcome counts", () => {
    expect(artefact.report.window).toEqual({
      from: "2026-01-01T00:00:00.000Z",
      to: new Date(first + 2999 * (day / 10)).toISOString(),
      testFrom: new Date(first + 2400 * (day / 10)).toISOString(),
      horizonDays: 30,
    });
    expect(artefact.report.landmarks).toBeNull();
  });

  it("is nothing in a report from before it was said", () => {
    const { lift: _, landmarks: __, window: ___, ...older } = artefact.report;
    expect(reportSchema.parse(older)).toMatchObject({ lift: null, landmarks: null, window: null });
  });
});

import { describe, expect, it } from "vitest";
import { madeUpBehaviour } from "../test/made-up-behaviour.ts";
import { trainModel } from "../train/train-model.ts";
import { isKnownOfAll } from "./known-share.ts";
import { openModel } from "./open-model.ts";

describe("what is known of every lead", () => {
  it("is the calendar and the age of the enquiry, and nothing that a lead said or did", () => {
    const calendar = ["seasonal_intent", "day_of_week", "month", "quarter", "time_to_quarter_end"];
    expect([...calendar, "time_of_day_fit", "lead_age_score"].every(isKnownOfAll)).toBe(true);
    expect(
      ["engagement_score", "visits_done", "budget_min", "source", "company_size"].some(isKnownOfAll),
    ).toBe(false);
  });

  it("does not count as knowing the lead (a lead with nothing but a date had a score)", {
    timeout: 60_000,
  }, async () => {
    // The season decides here, so that by weight it is most of what the model looks at.
    const made = madeUpBehaviour(1500);
    const names = made.names.map((name) => (name === "visits_done" ? "seasonal_intent" : name));
    const { onnx, manifest } = await trainModel({ ...made, names }, { target: { name: "won" } });
    const weightOf = (name: string) =>
      manifest.known.weights[manifest.schema.columns.findIndex((column) => column.name === name)];
    expect(weightOf("seasonal_intent")).toBe(0);
    expect(weightOf("lead_age_score")).toBe(0);
    expect(manifest.known.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);

    const model = await openModel(onnx, manifest);
    try {
      const dated = { seasonal_intent: 1.5, day_of_week: 3, lead_age_score: 90 };
      const [nothing, something] = await model.score([dated, { ...dated, engagement_score: 1 }]);
      expect(nothing?.state).toBe("unknown");
      expect(something?.state).toBe("scored");
    } finally {
      await model.close();
    }
  });
});

import type { ScorePoint } from "@leadlift/services/lead/score-history";
import type { TimelineEntry } from "@leadlift/services/lead/timeline";
import { expect, it } from "vitest";
import { whatChanged } from "./what-changed.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute));
const point = (minute: number, change: Partial<ScorePoint> = {}): ScorePoint => ({
  ...{ at: at(minute), state: "scored", score: 60, grade: "B", probability: 0.4, cause: "lead" },
  ...{ modelVersion: 1, scorecardVersion: null },
  ...change,
});
const wrote = (minute: number): TimelineEntry => ({
  ...{ id: `${minute}`, at: at(minute), kind: "event", type: "whatsapp_in", source: "whatsapp" },
  properties: {},
});

it("a score is put down to the latest that happened since the one before, and to a new model before that", () => {
  const timeline = [wrote(25), wrote(12), wrote(4)];
  expect(whatChanged([point(0), point(5), point(13), point(30, { modelVersion: 2 })], timeline)).toEqual([
    null,
    { by: "entry", entry: wrote(4) },
    { by: "entry", entry: wrote(12) },
    { by: "model" },
  ]);
});

it("a score after which nothing happened came with all the others, or with what is known of the lead", () => {
  expect(whatChanged([point(0), point(5, { cause: "batch" }), point(9)], [])).toEqual([
    null,
    { by: "batch" },
    { by: "lead" },
  ]);
});

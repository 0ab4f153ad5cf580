import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RawRecord } from "../features/raw-value.ts";
import { madeUpLeads, recordAt } from "../test/made-up-leads.ts";
import { trainModel } from "../train/train-model.ts";
import type { RecordWith } from "./next-question.ts";
import { openModel } from "./open-model.ts";
import type { ScoringModel } from "./scoring-model.ts";

const table = madeUpLeads(1200, { seed: 5 });
const fields = ["budget", "loan_status", "site_minutes", "source", "has_phone"];

let model: ScoringModel;
beforeAll(async () => {
  const { onnx, manifest } = await trainModel(table, { target: { name: "won" } });
  model = await openModel(onnx, JSON.parse(JSON.stringify(manifest)));
}, 60_000);
afterAll(() => model.close());

const answered =
  (record: RawRecord): RecordWith =>
  (answer) =>
    answer ? { ...record, [answer.field]: answer.value } : record;

describe("questions", { timeout: 60_000 }, () => {
  it("puts first what moves the score, and last what the outcome does not hang on", async () => {
    const questions = await model.questions(fields, answered({}));
    const order = questions.map(({ field }) => field);
    expect(questions.map(({ points }) => points)).toEqual(
      questions.map(({ points }) => points).toSorted((one, other) => other - one),
    );
    expect(order.indexOf("site_minutes")).toBeLessThan(order.indexOf("budget"));
    expect(order.indexOf("source")).toBeLessThan(order.indexOf("budget"));
  });

  it("says by how many points each answer would change the score that the model then gives", async () => {
    const record = { ...recordAt(table, 3), source: null };
    const [before] = await model.score([record]);
    const [question] = await model.questions(["source"], answered(record));
    const after = await model.score(question.answers.map(({ value }) => ({ ...record, source: value })));
    question.answers.forEach(({ points }, i) => {
      // Scores are whole.
      expect(Math.abs((after[i].score ?? 0) - (before.score ?? 0) - points)).toBeLessThanOrEqual(1);
    });
    const mean = question.answers.reduce((sum, { share, points }) => sum + share * Math.abs(points), 0);
    expect(question.points).toBeCloseTo(mean, 12);
  });

  it("weighs answers as often as training rows gave them", async () => {
    const [question] = await model.questions(["source"], answered({}));
    expect(question.answers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    // Two in five of the made-up leads come from there, and an answer of very few rows is nobody's to know.
    expect(question.answers[0]).toMatchObject({ value: "facebook", share: expect.closeTo(0.4, 1) });
    expect(question.answers).toHaveLength(4);
  });

  it("never proposes texts, dates, ids or columns that the model has not learnt from", async () => {
    const others = ["note", "enquired_at", "lead_id", "nothing", "same", "never_there", "__proto__"];
    expect(await model.questions(others, answered({}))).toEqual([]);
  });

  it("has questions about a lead of whom too little is known for a score", async () => {
    const [scored] = await model.score([{}]);
    expect(scored.state).toBe("unknown");
    expect((await model.questions(fields, answered({}))).length).toBeGreaterThan(2);
  });
});

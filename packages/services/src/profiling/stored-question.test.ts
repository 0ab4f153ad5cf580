import { describe, expect, it } from "vitest";
import { type AskedField, budget } from "./fields.ts";
import { type AskedLead, amongFields, questionOf, type StoredQuestion } from "./stored-question.ts";

const modelId = "0194a000-0000-7000-8000-000000000001";
const loan: AskedField = { field: "loan", label: "Loan", kind: "categorical", question: "A loan?" };
const fields = [budget, loan];
const now = new Date("2026-11-23T10:00:00Z");

const stored: StoredQuestion = {
  modelId,
  among: amongFields(fields),
  field: "loan",
  points: 4.2,
  choices: ["applied", "approved"],
};
const lead: AskedLead = {
  nextQuestion: stored,
  notAsked: {},
  modelId,
  budgetMin: null,
  budgetMax: null,
  attributes: {},
};
const of = (change: Partial<AskedLead>, among = fields) => questionOf({ ...lead, ...change }, among, now);
const wanted = { question: null, wanted: true };

describe("the question kept with a lead", () => {
  it("is asked in the words that stand today", () => {
    const { question } = of({}, [budget, { ...loan, question: "Have you applied for a loan?" }]);
    expect(question).toMatchObject({ question: "Have you applied for a loan?", points: 4.2 });
  });

  it("is looked for anew once it is answered, refused, or not asked any more", () => {
    expect(of({ attributes: { loan: "applied" } })).toEqual(wanted);
    expect(of({ notAsked: { loan: "2026-12-23T10:00:00Z" } })).toEqual(wanted);
    expect(of({}, [budget])).toEqual(wanted);
  });

  it("is looked for anew when another model scores or there are more fields to ask for", () => {
    expect(of({ modelId: "0194a000-0000-7000-8000-000000000002" })).toEqual(wanted);
    expect(of({}, [...fields, { ...loan, field: "move_in" }])).toEqual(wanted);
    expect(of({ nextQuestion: null })).toEqual(wanted);
    expect(of({ nextQuestion: { field: "loan" } })).toEqual(wanted);
  });

  it("may be asked again when the time of a refusal is over", () => {
    expect(of({ notAsked: { loan: "2026-11-22T10:00:00Z" } }).question?.field).toBe("loan");
  });

  it("is none where nothing is worth asking, and where no model has scored the lead", () => {
    const none = { question: null, wanted: false };
    expect(of({ nextQuestion: { ...stored, field: null, points: 0, choices: null } })).toEqual(none);
    expect(of({ modelId: null })).toEqual(none);
  });
});

import { nextQuestion, nextQuestionInput } from "@leadlift/services/profiling/next-question";
import { z } from "zod";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

const answer = z.object({
  leadId: z.uuid(),
  question: z
    .object({
      field: z.string(),
      label: z.string(),
      kind: z.string(),
      question: z.string().describe("In the organisation's words."),
      points: z.number().describe("How far the score would move, up or down, on average."),
      choices: z.array(z.string()).nullable().describe("The usual answers, where one is chosen."),
    })
    .nullable()
    .describe("Null where there is nothing left to ask."),
});

const schema = {
  operationId: "nextQuestion",
  tags: ["Scores"],
  summary: "The question whose answer would move a lead's score most",
  body: nextQuestionInput.meta({
    examples: [{ subject: { externalId: "L-1042" }, except: ["move_in"] }],
  }),
  response: { 200: answer },
};

/** What to ask a lead next. A body names the lead, because phone numbers do not belong in addresses. */
export function questionRoutes(app: Api): void {
  app.post("/v1/questions", { config: { access: "score:read" }, schema }, (request) =>
    nextQuestion(contextOf(request), request.body),
  );
}

import { nextQuestion, nextQuestionInput } from "@leadlift/services/profiling/next-question";
import type { FastifyInstance } from "fastify";
import { contextOf } from "../authenticate.ts";

/** What to ask a lead next. A body names the lead, because phone numbers do not belong in addresses. */
export function questionRoutes(app: FastifyInstance): void {
  app.post("/v1/questions", { config: { access: "score:read" } }, (request) =>
    nextQuestion(contextOf(request), nextQuestionInput.parse(request.body)),
  );
}

import { nextQuestion, nextQuestionInput } from "@leadlift/services/profiling/next-question";
import type { Api } from "../api.ts";
import { contextOf } from "../authenticate.ts";

/** What to ask a lead next. A body names the lead, because phone numbers do not belong in addresses. */
export function questionRoutes(app: Api): void {
  const schema = { body: nextQuestionInput };
  app.post("/v1/questions", { config: { access: "score:read" }, schema }, (request) =>
    nextQuestion(contextOf(request), request.body),
  );
}

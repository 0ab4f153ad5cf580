import type { Given } from "@leadlift/services/answer/answer-turn";
import { askScore, askScores } from "@leadlift/services/answer/ask-score";
import { madeEvents, mostEvents, toldLead } from "@leadlift/services/answer/made-lead";
import { scoreAnswer } from "@leadlift/services/answer/score-answer";
import {
  mostInBatch,
  scoreBatchInput,
  scoreInput,
  toldLeadWritten,
} from "@leadlift/services/answer/score-input";
import { ServiceError } from "@leadlift/services/errors";
import { eventInput } from "@leadlift/services/event/record";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { type Api, documentAs } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import { problemSchema } from "../openapi/problem-schema.ts";
import { bodyOf, fault, problemOf } from "../problem.ts";

documentAs(toldLead, toldLeadWritten);
documentAs(
  madeEvents,
  z.array(eventInput.omit({ subject: true }).partial({ eventId: true })).max(mostEvents),
);

const config = { access: "score:read", sheds: true } as const;
const ofKept = z.object({ leadId: z.string() });
const allOfKept = z.object({ leads: z.array(ofKept) });
/** By id nothing is written, and an answer of before would outlive a withdrawal, and the lead. */
const unless = (onlyReads: z.ZodType) => (body: unknown) => !onlyReads.safeParse(body).success;
const perBatch = { bodyLimit: 16 * 1024 ** 2 };

const one = {
  operationId: "score",
  tags: ["Scores"],
  summary: "A lead's score, with its reasons and a receipt",
  body: scoreInput.meta({
    examples: [
      { leadId: "0199c0de-0000-7000-8000-000000000000" },
      { lead: { source: "99acres", city: "Ahmedabad", budget: "85 L" }, reasons: 3 },
    ],
  }),
  response: { 200: scoreAnswer },
};
const many = {
  operationId: "scoreBatch",
  tags: ["Scores"],
  summary: `Scores of up to ${mostInBatch.toLocaleString("en-IN")} leads, each with its answer or its problem`,
  body: scoreBatchInput.meta({
    examples: [
      { leads: [{ lead: { externalId: "L-1042", source: "99acres", city: "Ahmedabad" } }], reasons: 3 },
    ],
  }),
  response: {
    200: z.object({ results: z.array(z.union([scoreAnswer, z.object({ problem: problemSchema })])) }),
  },
};

/** Scores are asked for at the desk of this process, where those who ask at once are answered together. */
export function scoreRoutes(app: Api): void {
  app.post(
    "/v1/score",
    { config: { ...config, write: unless(ofKept) }, schema: one },
    async (request, reply) => {
      const given = await askScore(contextOf(request), app.scoreDesk.desk, request.body);
      return told(given, reply);
    },
  );
  const batch = { config: { ...config, write: unless(allOfKept) }, schema: many, ...perBatch };
  app.post("/v1/score/batch", batch, async (request, reply) => {
    const given = await askScores(contextOf(request), app.scoreDesk.desk, request.body);
    const results = given.map((each) =>
      each instanceof ServiceError
        ? { problem: bodyOf(problemOf(each) ?? fault, request.id) }
        : told(each, reply),
    );
    return { results };
  });
}

function told(given: Given, reply: FastifyReply) {
  reply.answeredFrom = given.source;
  return { ...given, latencyMs: Math.round(reply.elapsedTime * 100) / 100 };
}

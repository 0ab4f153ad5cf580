import { leadStatuses } from "@leadlift/services/lead/lead-row";
import {
  mostOutcomes,
  type OutcomeResult,
  outcomeInput,
  recordOutcomes,
  refusalCodes,
} from "@leadlift/services/outcome/record";
import { z } from "zod";
import { type Api, judgedLater } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import { notAllDone } from "../idempotency.ts";
import { Problem } from "../problem.ts";
import { listIn } from "./list-in.ts";

const answer = z.object({
  results: z
    .array(
      z.object({
        outcomeId: z.string().nullable().describe("Yours; null where it could not be read."),
        status: z
          .enum(["recorded", "undone", "duplicate", "unchanged", "refused"])
          .describe(
            "duplicate: done before under this id. unchanged: the lead stands there, or further, already, and nothing was recorded.",
          ),
        code: z.enum(refusalCodes).optional().describe("Why it is refused."),
        message: z.string().optional().describe("The same for a person."),
        lead: z
          .object({
            leadId: z.uuid(),
            status: z.enum(leadStatuses),
            step: z.string().nullable().describe("Key of the furthest step reached."),
            lostReason: z.string().nullable(),
            version: z.int(),
          })
          .optional()
          .describe("Where it stands now; of a merged lead, the one that stands for it."),
      }),
    )
    .describe("One for each outcome, in their order."),
  recorded: z.int(),
  undone: z.int(),
  duplicates: z.int(),
  unchanged: z.int(),
  refused: z.int(),
});

const schema = {
  operationId: "recordOutcomes",
  tags: ["Outcomes"],
  summary: "Say what became of leads, or take it back",
  description:
    "A step of the ladder reached, lost with a reason, or reopened. Each outcome counts once, however often it is sent. Those of many that are refused keep none of the others out; a single one that is refused is answered by 422.",
  body: judgedLater(
    z.union([outcomeInput, z.strictObject({ outcomes: z.array(outcomeInput).max(mostOutcomes) })]).meta({
      description: `One outcome, or up to ${mostOutcomes} of them.`,
      examples: [
        {
          ...{ outcomeId: "visit-731", externalId: "L-1042", step: "visit_done" },
          occurredAt: "2026-11-23T16:00:00+05:30",
        },
        { outcomeId: "visit-731", undo: true },
      ],
    }),
  ),
  response: { 200: answer },
};

/** One outcome, or many: `{ outcomes: [ … ] }`. Each of many has its own answer, in their order. */
export function outcomeRoutes(app: Api): void {
  const config = { access: "outcomes:write", write: true } as const;
  app.post("/v1/outcomes", { config, schema }, async (request) => {
    const many = listIn(request.body, { one: "outcome", many: "outcomes" });
    const outcomes = many ?? [request.body];
    if (outcomes.length > mostOutcomes) {
      throw new Problem(413, "too_many_outcomes", `Send at most ${mostOutcomes} outcomes at once.`, {
        mostOutcomes,
      });
    }
    const { results } = await recordOutcomes(contextOf(request), { outcomes });
    const [first] = results;
    if (!many && first?.status === "refused") throw refusalOf(first);
    const counts = countsOf(results);
    if (counts.refused > 0) notAllDone(request);
    return { results, ...counts };
  });
}

function refusalOf({ code = "bad_outcome", message, outcomeId }: OutcomeResult): Problem {
  return new Problem(422, code, message ?? "This outcome is refused.", { outcomeId });
}

function countsOf(results: readonly OutcomeResult[]) {
  const count = (status: OutcomeResult["status"]) => results.filter((each) => each.status === status).length;
  return {
    recorded: count("recorded"),
    undone: count("undone"),
    duplicates: count("duplicate"),
    unchanged: count("unchanged"),
    refused: count("refused"),
  };
}

import { type EventResult, eventInput, mostEvents, recordEvents } from "@leadlift/services/event/record";
import { z } from "zod";
import { type Api, judgedLater } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import { notAllDone } from "../idempotency.ts";
import { Problem } from "../problem.ts";
import { listIn } from "./list-in.ts";

const source = "api";

const body = judgedLater(
  z.union([eventInput, z.strictObject({ events: z.array(eventInput).max(mostEvents) })]).meta({
    description: `One event, or up to ${mostEvents} of them.`,
    examples: [
      {
        eventId: "call-8812",
        type: "call_in",
        occurredAt: "2026-11-23T10:30:00+05:30",
        properties: { seconds: 140, answered: true },
        subject: { externalId: "L-1042" },
      },
    ],
  }),
);

const answer = z.object({
  results: z
    .array(
      z.object({
        eventId: z.string(),
        status: z.enum(["recorded", "duplicate", "refused"]),
        code: z.string().optional().describe("Why it is refused."),
        message: z.string().optional().describe("The same for a person."),
        leadId: z.uuid().optional().describe("The lead it counts for, once it is known whose it is."),
        clamped: z.literal(true).optional().describe("It claimed to lie in the future, and counts as now."),
        late: z.literal(true).optional().describe("It came more than an hour after it happened."),
        bot: z.literal(true).optional().describe("Kept, and counted nowhere."),
        dropped: z.array(z.string()).optional().describe("Properties that this type does not have."),
      }),
    )
    .describe("One for each event, in their order."),
  recorded: z.int(),
  duplicates: z.int(),
  refused: z.int(),
});

const schema = {
  operationId: "recordEvents",
  tags: ["Events"],
  summary: "Record what leads and visitors did",
  description:
    "Each event counts once, however often it is sent. Those of many that are refused keep none of the others out; a single one that is refused is answered by 422.",
  body,
  response: { 200: answer },
};

/** One event, or many: `{ events: [ … ] }`. Each of many has its own answer, in their order. */
export function eventRoutes(app: Api): void {
  app.post("/v1/events", { config: { access: "events:write", write: true }, schema }, async (request) => {
    const many = listIn(request.body, { one: "event", many: "events" });
    const events = many ?? [request.body];
    if (events.length > mostEvents) {
      throw new Problem(413, "too_many_events", `Send at most ${mostEvents} events at once.`, { mostEvents });
    }
    const { results } = await recordEvents(contextOf(request), { events, source });
    const [first] = results;
    if (!many && first?.status === "refused") throw refusalOf(first);
    const counts = countsOf(results);
    if (counts.refused > 0) notAllDone(request);
    return { results, ...counts };
  });
}

function refusalOf({ code = "bad_event", message, eventId }: EventResult): Problem {
  return new Problem(422, code, message ?? "This event is refused.", { eventId });
}

function countsOf(results: readonly EventResult[]) {
  const count = (status: EventResult["status"]) => results.filter((each) => each.status === status).length;
  return { recorded: count("recorded"), duplicates: count("duplicate"), refused: count("refused") };
}

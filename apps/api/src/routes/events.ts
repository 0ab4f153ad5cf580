import { type EventResult, eventInput, mostEvents, recordEvents } from "@leadlift/services/event/record";
import { z } from "zod";
import { type Api, judgedLater } from "../api.ts";
import { contextOf } from "../authenticate.ts";
import { Problem } from "../problem.ts";

const source = "api";
const body = judgedLater(
  z.union([eventInput, z.strictObject({ events: z.array(eventInput).max(mostEvents) })]),
);

/** One event, or many: `{ events: [ … ] }`. Each of many has its own answer, in their order. */
export function eventRoutes(app: Api): void {
  app.post("/v1/events", { config: { access: "events:write" }, schema: { body } }, async (request) => {
    const many = listOf(request.body);
    const events = many ?? [request.body];
    if (events.length > mostEvents) {
      throw new Problem(413, "too_many_events", `Send at most ${mostEvents} events at once.`, { mostEvents });
    }
    const { results } = await recordEvents(contextOf(request), { events, source });
    const [first] = results;
    if (!many && first?.status === "refused") throw refusalOf(first);
    return { results, ...countsOf(results) };
  });
}

/** Null for a body that is one event. */
function listOf(body: unknown): unknown[] | null {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Problem(400, "bad_body", 'Send one event, or many as { "events": [ … ] }.');
  }
  if (!("events" in body)) return null;
  if (Array.isArray(body.events)) return body.events;
  throw new Problem(400, "bad_body", "events: must be a list.");
}

function refusalOf({ code = "bad_event", message, eventId }: EventResult): Problem {
  return new Problem(422, code, message ?? "This event is refused.", { eventId });
}

function countsOf(results: readonly EventResult[]) {
  const count = (status: EventResult["status"]) => results.filter((each) => each.status === status).length;
  return { recorded: count("recorded"), duplicates: count("duplicate"), refused: count("refused") };
}

import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { recordEvents } from "../event/record.ts";
import { putLead } from "../lead/put.ts";
import { requirePermission } from "../permissions.ts";
import type { Given } from "./answer-turn.ts";
import { type Asked, askedOf } from "./asked.ts";
import { refuseBadEvents } from "./made-lead.ts";
import type { ScoreDesk } from "./score-desk.ts";
import type { ScoreInput } from "./score-input.ts";

/**
 * The score of a lead, by its id or as it is told of. Told with an external id it is kept first, unless `persist` is
 * false or it brings features of its own. Throws NOT_FOUND, BAD_INPUT for events that are refused, and CONFLICT where
 * nothing gives scores.
 */
export async function askScore(
  ctx: Context,
  desk: ScoreDesk,
  input: ScoreInput & { reasons: number },
): Promise<Given> {
  return desk.answer(ctx, await askedBy(ctx, input, input.reasons));
}

/** Many in their order, each with its score or its error. */
export async function askScores(
  ctx: Context,
  desk: ScoreDesk,
  input: { leads: readonly ScoreInput[]; reasons: number },
): Promise<(Given | ServiceError)[]> {
  const asked: (Asked | ServiceError)[] = [];
  for (const lead of input.leads) {
    try {
      asked.push(await askedBy(ctx, lead, input.reasons));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      asked.push(error);
    }
  }
  const given = await desk.answerAll(
    ctx,
    asked.filter((each): each is Asked => !(each instanceof ServiceError)),
  );
  let next = 0;
  return asked.map((each) => (each instanceof ServiceError ? each : (given[next++] ?? missing())));
}

function missing(): never {
  throw new TypeError("A batch was answered with fewer scores than were asked for.");
}

async function askedBy(
  ctx: Context,
  { leadId, lead, events, persist }: ScoreInput,
  reasons: number,
): Promise<Asked> {
  if (leadId !== undefined) return askedOf(ctx.orgId, { id: leadId }, reasons);
  if (!lead) throw new TypeError("Neither a lead nor its id was given.");
  const keep = persist ?? (lead.externalId !== null && Object.keys(lead.features).length === 0);
  if (!keep || lead.externalId === null) return askedOf(ctx.orgId, { made: lead, events }, reasons);
  requirePermission(ctx, "lead.work");
  if (events.length > 0) requirePermission(ctx, "event.write");
  refuseBadEvents(events);
  const put = await putLead(ctx, { ...lead.given, externalId: lead.externalId });
  if (events.length > 0) await keepEvents(ctx, events, put.leadId);
  return askedOf(ctx.orgId, { id: put.mergedInto ?? put.leadId }, reasons);
}

async function keepEvents(ctx: Context, events: readonly object[], leadId: string): Promise<void> {
  const { results } = await recordEvents(ctx, {
    events: events.map((event) => ({ ...event, subject: { leadId } })),
    source: "api",
  });
  const refused = results.findIndex(({ status }) => status === "refused");
  if (refused === -1) return;
  const { code, message } = results[refused] ?? {};
  throw new ServiceError(
    "BAD_INPUT",
    { worded: `events.${refused}: ${message}` },
    { path: `events.${refused}`, ...(code === undefined ? {} : { reason: code }) },
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import type { EventType, SimulatedCrawl, SimulatedEvent, SimulatedLead } from "@leadlift/simulator";
import type { Context } from "../context.ts";
import { type AgentHints, type EventInput, mostEvents, recordEventsIn } from "../event/record.ts";

const sources: Readonly<Record<EventType, string>> = {
  page_view: "site",
  listing_view: "site",
  search: "site",
  form_submit: "site",
  download: "site",
  email_sent: "email",
  email_open: "email",
  email_click: "email",
  email_reply: "email",
  email_bounce: "email",
  whatsapp_in: "whatsapp",
  whatsapp_out: "whatsapp",
  whatsapp_read: "whatsapp",
  call_in: "phone",
  call_out: "phone",
  site_visit_booked: "team",
  site_visit_done: "team",
  site_visit_missed: "team",
  note: "team",
};

/** By these the site learns who its visitor is. */
const telling: ReadonlySet<EventType> = new Set(["form_submit", "whatsapp_in", "email_click"]);

/** Records what leads did, as their senders would have sent it: the site knows visitors, the others know leads. */
export async function loadEvents(
  sql: OrgSql,
  ctx: Context,
  leads: readonly { id: string; lead: SimulatedLead }[],
): Promise<void> {
  const events = leads.flatMap(({ id, lead }) =>
    lead.events.map((event) => toInput(event, subjectOf(event, id, lead.visitor))),
  );
  await record(sql, ctx, events);
}

/** Records what machines saw of the site, under the agents that they gave. */
export async function loadCrawls(ctx: Context, crawls: Iterable<SimulatedCrawl>): Promise<void> {
  const byAgent = new Map<string, EventInput[]>();
  for (const { agent, visitor, events } of crawls) {
    const known = byAgent.get(agent) ?? [];
    known.push(...events.map((event) => toInput(event, { visitorId: visitor })));
    byAgent.set(agent, known);
  }
  for (const [userAgent, events] of byAgent) {
    await ctx.db.withOrgSql(ctx.orgId, (sql) => record(sql, ctx, events, { userAgent, languages: null }));
  }
}

function subjectOf(
  { type, tracked }: SimulatedEvent,
  leadId: string,
  visitorId: string | null,
): EventInput["subject"] {
  if (visitorId === null) return { leadId };
  if (tracked) return { visitorId };
  return telling.has(type) ? { leadId, visitorId } : { leadId };
}

function toInput(event: SimulatedEvent, subject: EventInput["subject"]): EventInput {
  const { id, type, occurredAt, properties, text } = event;
  return {
    eventId: id,
    type,
    occurredAt,
    source: sources[type],
    properties,
    ...(text === null ? {} : { text }),
    subject,
  };
}

async function record(
  sql: OrgSql,
  ctx: Context,
  events: readonly EventInput[],
  agent?: AgentHints,
): Promise<void> {
  for (let from = 0; from < events.length; from += mostEvents) {
    const { results } = await recordEventsIn(sql, ctx, {
      events: events.slice(from, from + mostEvents),
      source: "sample",
      backfill: true,
      ...(agent ? { agent } : {}),
    });
    const refused = results.find(({ status }) => status === "refused");
    if (refused) throw new Error(`The sample's event ${refused.eventId} was refused: ${refused.message}`);
  }
}

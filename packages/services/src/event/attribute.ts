import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { lockContacts, takeEnquiry } from "../lead/take-enquiry.ts";
import { type Corrected, recordedEvents } from "./corrections.ts";
import type { RefusalCode } from "./event-input.ts";
import { contactsOf, LeadFinder } from "./find-leads.ts";
import type { Incoming } from "./take-in.ts";
import { type MetVisitors, meetVisitors } from "./visitors.ts";

/** An event and the lead it was sent for; null: a visitor's. */
export interface Attributed extends Incoming {
  leadId: string | null;
  visitorId: string | null;
  corrected: Corrected | null;
}

export type Refuse = (event: Incoming, code: RefusalCode, message: string) => void;

/**
 * Finds whose the events are, takes enquiries of people nobody knows yet, and keeps the visitors among them as they
 * are until the transaction ends.
 */
export async function attribute(
  sql: OrgSql,
  ctx: Context,
  incoming: readonly Incoming[],
  defaultSource: string,
  refuse: Refuse,
): Promise<{ events: Attributed[]; visitors: MetVisitors }> {
  const corrections = await correctionsOf(sql, ctx, incoming);
  const visitors = await meetVisitors(sql, ctx, visitorsOf(incoming, corrections));
  const finder = await LeadFinder.of(
    sql,
    ctx,
    incoming.map(({ subject }) => subject),
  );
  await takeEnquiries(sql, ctx, incoming, finder, defaultSource);
  const events: Attributed[] = [];
  const told = new Map(corrections);
  const replaced = new Map<string, Corrected>();
  for (const event of incoming) {
    const found = whose(event, finder, latest(told.get(event.corrects ?? ""), replaced));
    if ("code" in found) {
      refuse(event, found.code, found.message);
      continue;
    }
    events.push({ ...event, ...found });
    const own = { id: event.id, leadId: found.leadId, visitorId: found.visitorId };
    told.set(event.eventId, own);
    if (found.corrected) replaced.set(found.corrected.id, own);
  }
  return { events, visitors };
}

/** A second correction of the same event replaces the first, whichever of the two it names. */
function latest(
  told: Corrected | undefined,
  replaced: ReadonlyMap<string, Corrected>,
): Corrected | undefined {
  const next = told && replaced.get(told.id);
  return next ? latest(next, replaced) : told;
}

async function correctionsOf(
  sql: OrgSql,
  ctx: Context,
  incoming: readonly Incoming[],
): Promise<Map<string, Corrected>> {
  return recordedEvents(
    sql,
    ctx,
    incoming.flatMap(({ corrects }) => corrects ?? []),
  );
}

function visitorsOf(incoming: readonly Incoming[], corrections: ReadonlyMap<string, Corrected>): string[] {
  const named = incoming.flatMap(({ subject }) => subject.visitorId ?? []);
  const corrected = [...corrections.values()].flatMap(({ visitorId }) => visitorId ?? []);
  return [...new Set([...named, ...corrected])];
}

/** A form that was sent by somebody without an open lead is a new enquiry. */
async function takeEnquiries(
  sql: OrgSql,
  ctx: Context,
  incoming: readonly Incoming[],
  finder: LeadFinder,
  defaultSource: string,
): Promise<void> {
  const isNew = ({ type, subject, corrects }: Incoming) => {
    if (type !== "form_submit" || corrects !== null) return false;
    if (subject.leadId !== null || subject.externalId !== null) return false;
    const found = finder.find(subject);
    return found === "unknown" || found?.open === false;
  };
  const enquiries = incoming.filter(isNew);
  if (enquiries.length === 0) return;
  await lockContacts(
    sql,
    ctx,
    enquiries.flatMap(({ subject }) => contactsOf(subject)),
  );
  for (const event of enquiries) {
    const { subject, properties, claimedAt } = event;
    if (!isNew(event)) continue;
    const now = ctx.now();
    const { leadId } = await takeEnquiry(sql, ctx, {
      name: subject.name,
      phones: subject.phone === null ? [] : [subject.phone],
      emails: subject.email === null ? [] : [subject.email],
      source: wordOf(properties.source) ?? event.source ?? defaultSource,
      listingExternalId: wordOf(properties.listing),
      at: claimedAt && claimedAt < now ? claimedAt : now,
    });
    finder.take(subject, leadId);
  }
}

function wordOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

type Whose = Pick<Attributed, "leadId" | "visitorId" | "corrected">;

function whose(
  event: Incoming,
  finder: LeadFinder,
  corrected: Corrected | undefined,
): Whose | { code: RefusalCode; message: string } {
  const { subject, corrects } = event;
  const found = finder.find(subject);
  if (corrects !== null) {
    if (!corrected)
      return { code: "unknown_correction", message: "corrects: is no event that is kept here." };
    if (found === "unknown" || (found && found.leadId !== corrected.leadId)) {
      const message = "subject: is not that of the event corrected; take it back and send it anew.";
      return { code: "unknown_correction", message };
    }
    return { leadId: corrected.leadId, visitorId: corrected.visitorId, corrected };
  }
  const { visitorId } = subject;
  if (found && found !== "unknown") return { leadId: found.leadId, visitorId, corrected: null };
  const named = subject.leadId !== null || subject.externalId !== null;
  if (visitorId !== null && !named) return { leadId: null, visitorId, corrected: null };
  return { code: "unknown_lead", message: "subject: is nobody's that is known here." };
}

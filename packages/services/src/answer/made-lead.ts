import {
  countsEvent,
  type FeatureEvent,
  featureNames,
  featureRecord,
  featureVector,
  foldAll,
  type LeadProfile,
  type RawRecord,
} from "@leadlift/scoring/features";
import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { parseEvent } from "../event/event-input.ts";
import { featureEventOf } from "../event/feature-event.ts";
import { silence } from "../feature/load-consents.ts";
import { featureSettings } from "../feature/settings.ts";
import { leadExternalId, putLeadBody } from "../lead/put-lead-input.ts";
import { profileRecord } from "../lead/record.ts";
import { budgetOf } from "../lead/resolve-given.ts";
import { emailTraits, phoneTraits } from "../person/traits.ts";

const mostFields = 500;
export const mostEvents = 200;
const nobody = "00000000-0000-7000-8000-000000000000";

const longestName = 200;
const longestCell = 20_000;

type Cell = string | number | boolean | null;

/** By hand, because it is most of what is to be read of a told lead: a schema of a record takes ten times as long. */
const cells = z.unknown().transform((given, issues): Readonly<Record<string, Cell>> => {
  if (!isObject(given)) {
    issues.addIssue({ code: "custom", message: "is no object of values by their names" });
    return z.NEVER;
  }
  const read: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name.length <= longestName && isCell(value)) read[name] = value;
    else
      issues.addIssue({ code: "custom", path: [name], message: "is no text, number, truth value or null" });
  }
  return read;
});

function isCell(value: unknown): value is Cell {
  if (typeof value === "string") return value.length <= longestCell;
  return value === null || typeof value === "boolean" || Number.isFinite(value);
}

const computed = new Set(featureNames);
const ownFields = new Set(Object.keys(putLeadBody.shape));

/** A lead that the caller tells of: what `putLead` knows of one, attributes also beside it, and features. */
export const toldLead = z
  .looseObject({
    externalId: leadExternalId.optional(),
    /** values by the model's own column names; they go before what is computed */
    features: cells.optional(),
  })
  .refine((lead) => Object.keys(lead).length <= mostFields, { error: `has more than ${mostFields} fields` })
  .transform(({ externalId, features, ...rest }, issues): MadeLead => {
    const told = { externalId: externalId ?? null, features: features ?? {}, given: null };
    const names = Object.keys(rest);
    if (names.length === 0) return told;
    const fields = Object.fromEntries(Object.entries(rest).filter(([name]) => ownFields.has(name)));
    const beside = Object.fromEntries(Object.entries(rest).filter(([name]) => !ownFields.has(name)));
    const attributes = { ...beside, ...(isObject(fields.attributes) ? fields.attributes : {}) };
    const parsed = putLeadBody.safeParse({ ...fields, attributes });
    const wrong = parsed.success ? unreadBudget(parsed.data.budget) : parsed.error.issues;
    if (parsed.success && wrong.length === 0) return { ...told, given: parsed.data };
    for (const { path, message } of wrong) {
      const named = path[0] === "attributes" && String(path[1]) in beside ? path.slice(1) : path;
      issues.addIssue({ code: "custom", path: [...named], message });
    }
    return z.NEVER;
  });

function unreadBudget(
  budget: z.output<typeof putLeadBody>["budget"],
): { path: PropertyKey[]; message: string }[] {
  const issues: { path: (string | number)[]; message: string }[] = [];
  budgetOf(budget, issues);
  return issues;
}

export interface MadeLead {
  externalId: string | null;
  features: Readonly<Record<string, Cell>>;
  /** null: nothing but features was told */
  given: z.output<typeof putLeadBody> | null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What happened to a lead that nobody keeps. */
export const madeEvents = z.array(z.looseObject({})).max(mostEvents);

/**
 * The record that a lead would have if this were all that is known of it, as far as whoever scores reads it: `columns`,
 * or all. Throws BAD_INPUT for an event that would be refused.
 */
export function recordOf(
  ctx: Pick<Context, "organisation" | "now">,
  lead: MadeLead,
  events: readonly object[],
  columns: readonly string[] | null,
): RawRecord {
  if (columns?.every((name) => Object.hasOwn(lead.features, name)) && events.length === 0)
    return lead.features;
  const now = ctx.now().getTime();
  const profile = profileOf(lead, now);
  const happened = events.map((event, place) => eventOf(event, place, now));
  const record = profileRecord(profile, silence);
  if (columns && !columns.some((name) => computed.has(name))) return { ...record, ...lead.features };
  const settings = featureSettings(ctx.organisation);
  const state = foldAll(
    happened.filter((event) => countsEvent(silence, event)),
    settings,
  );
  const vector = featureVector(state, { profile, now, consents: silence, settings });
  return { ...record, ...featureRecord(vector), ...lead.features };
}

function profileOf({ given }: MadeLead, now: number): LeadProfile {
  const budget = budgetOf(given?.budget, []);
  return {
    kind: given?.kind ?? "buyer",
    source: given?.source ?? null,
    city: given?.city ?? null,
    budgetMin: rupees(budget?.minPaise ?? null),
    budgetMax: rupees(budget?.maxPaise ?? null),
    enquiredAt: given?.enquiredAt?.getTime() ?? null,
    createdAt: now,
    contacts: given ? contactsOf(given) : [],
    listing: null,
    attributes: given?.attributes ?? {},
  };
}

function contactsOf({ phone, email, name }: NonNullable<MadeLead["given"]>): LeadProfile["contacts"] {
  return [
    ...phone.map((number) => ({ kind: "phone" as const, traits: phoneTraits(number) })),
    ...email.map((address) => ({ kind: "email" as const, traits: emailTraits(address, name ?? null) })),
  ];
}

function rupees(paise: number | null): number | null {
  return paise === null ? null : paise / 100;
}

/** Throws BAD_INPUT for the first event that could not be recorded; without an id of its own none can. */
export function refuseBadEvents(events: readonly object[]): void {
  for (const [place, event] of events.entries()) parsedOf(event, place);
}

function parsedOf(raw: object, place: number) {
  const parsed = parseEvent({ ...raw, subject: { leadId: nobody } });
  if (!("code" in parsed)) return parsed;
  throw new ServiceError(
    "BAD_INPUT",
    { worded: `events.${place}: ${parsed.message}` },
    { path: `events.${place}` },
  );
}

function eventOf(raw: object, place: number, now: number): FeatureEvent {
  const parsed = parsedOf({ eventId: `${place}`, ...raw }, place);
  const occurredAt = parsed.claimedAt && parsed.claimedAt.getTime() < now ? parsed.claimedAt : new Date(now);
  const id = `${nobody.slice(0, -12)}${place.toString(16).padStart(12, "0")}`;
  const event = featureEventOf({ ...parsed, id, occurredAt });
  if (!event) throw new TypeError(`An event of type ${parsed.type} was parsed that features do not know.`);
  return event;
}

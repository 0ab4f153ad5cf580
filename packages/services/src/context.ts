import type { BlobStore } from "@leadlift/db/blobs";
import type { Database } from "@leadlift/db/connect";
import type { OrganisationCrypto } from "@leadlift/db/encryption";
import type { Language } from "@leadlift/scoring/words";
import { z } from "zod";
import type { ApiCaller } from "./api-key/verify.ts";
import type { Environment } from "./environment.ts";
import { notFound } from "./errors.ts";
import type { Logger } from "./log.ts";
import type { Actor, Role } from "./permissions.ts";
import type { Platform } from "./platform.ts";
import { rememberBriefly } from "./remember.ts";
import {
  type BusinessHours,
  businessHoursSchema,
  type Holidays,
  holidaysSchema,
} from "./work/business-hours.ts";

export type { Actor, Role } from "./permissions.ts";

export const ladderSchema = z
  .array(z.object({ key: z.string().min(1), label: z.string().min(1) }))
  .min(1)
  .superRefine((steps, issues) => {
    for (const [place, { key }] of steps.entries()) {
      const message = refusalOf(key, place, steps);
      if (message) issues.addIssue({ code: "custom", path: [place, "key"], message });
    }
  });

/** A key must mean its step and nothing else, among a lead's outcomes and among what an import's stages can mean. */
function refusalOf(key: string, place: number, steps: readonly { key: string }[]): string | null {
  if (steps.findIndex((step) => step.key === key) < place) return `The ladder has the step "${key}" twice.`;
  if (["lost", "reopened", "open"].includes(key)) return `A step of the ladder cannot be called "${key}".`;
  return key === "won" && place < steps.length - 1 ? 'The step "won" can only be the last one.' : null;
}
export type Ladder = z.infer<typeof ladderSchema>;

export const cutoffsSchema = z.object({ A: z.number(), B: z.number(), C: z.number() });

/** first_reply: whoever replies first has it; in_turn: one broker after the other gets one. */
export const handOutSchema = z.enum(["first_reply", "in_turn"]);
export type HandOut = z.infer<typeof handOutSchema>;

export interface OrganisationSettings {
  id: string;
  name: string;
  slug: string;
  timezone: string;
  currency: string;
  /** Outcome steps, first to last. */
  ladder: Ladder;
  cutoffs: { A: number; B: number; C: number };
  /** Null until a target was chosen. */
  targetStep: string | null;
  horizonDays: number;
  /** Month, 1–12, in which the fiscal year begins. */
  fiscalYearStart: number;
  /** Days after their last visit that visitors who never told who they are are kept. */
  visitorDays: number;
  /** Minutes of business within which a new enquiry is answered. */
  firstReplyMinutes: number;
  businessHours: BusinessHours;
  holidays: Holidays;
  /** Leads a day that one broker can work. */
  dailyLeads: number;
  /** How new leads without an owner are given out. */
  handOut: HandOut;
  /** Everybody sees the whole leaderboard. */
  boardOpen: boolean;
  /** Demonstration data. */
  sample: boolean;
  crypto: OrganisationCrypto;
}

/** What a verb runs in: whose data, who asks, and the doors to use. */
export interface Context {
  readonly orgId: string;
  readonly actor: Actor;
  readonly organisation: OrganisationSettings;
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly log: Logger;
  /** inner addresses that requests may go to, as whoever runs the installation allows */
  readonly privateHosts: readonly string[];
  /** in which reasons are worded */
  readonly language: Language;
  /** where people open LeadLift; links in mails lead there */
  readonly publicUrl: string;
  /** null: no mail is sent from here */
  readonly mail: Environment["mail"];
  now(): Date;
}

/** Who is signed in, and in which organisation. */
export interface Session {
  userId: string;
  orgId: string;
  role: Role;
  name: string;
  orgName: string;
}

/** Throws NOT_FOUND when there is no such organisation. */
export function systemContext(platform: Platform, orgId: string, name = "system"): Promise<Context> {
  return contextFor(platform, orgId, { kind: "system", name });
}

/** Throws NOT_FOUND when the organisation is gone. */
export async function userContext(
  platform: Platform,
  session: Session,
  language: Language = "en",
): Promise<Context> {
  const { userId, role, name } = session;
  const ctx = await contextFor(platform, session.orgId, { kind: "user", userId, role, name });
  return { ...ctx, language };
}

/** For a program with an API key; the organisation's settings may be a second old. Throws NOT_FOUND when it is gone. */
export async function keyContext(platform: Platform, caller: ApiCaller): Promise<Context> {
  const { orgId, keyId, scopes } = caller;
  const settings = await settingsOf(platform.db)(orgId);
  const sharing = keyContexts.get(settings) ?? new Map<string, Context>();
  keyContexts.set(settings, sharing);
  const key = `${keyId} ${scopes.join()}`;
  const ctx = sharing.get(key) ?? contextWith(platform, { kind: "key", keyId, scopes }, settings);
  sharing.set(key, ctx);
  return ctx;
}

/** Requests that show the same key while the same settings hold share a context: making one costs more than a cached score. */
const keyContexts = new WeakMap<OrganisationSettings, Map<string, Context>>();

/** For what a channel brings in, on the system's account; the organisation's settings may be a second old. */
export async function channelContext(platform: Platform, orgId: string, channel: string): Promise<Context> {
  return contextWith(platform, { kind: "system", name: channel }, await settingsOf(platform.db)(orgId));
}

async function contextFor(platform: Platform, orgId: string, actor: Actor): Promise<Context> {
  return contextWith(platform, actor, await readSettings(platform.db, orgId));
}

function contextWith(platform: Platform, actor: Actor, organisation: OrganisationSettings): Context {
  const { db, blobs, log, env } = platform;
  const who = {
    userId: actor.kind === "user" ? actor.userId : undefined,
    keyId: actor.kind === "key" ? actor.keyId : undefined,
  };
  return {
    orgId: organisation.id,
    actor,
    organisation,
    db,
    blobs,
    log: log.with({ orgId: organisation.id, ...who }),
    privateHosts: env.privateHosts,
    language: "en",
    publicUrl: env.publicUrl,
    mail: env.mail,
    now: () => new Date(),
  };
}

const settingsByDatabase = new WeakMap<Database, (orgId: string) => Promise<OrganisationSettings>>();

function settingsOf(db: Database): (orgId: string) => Promise<OrganisationSettings> {
  const known = settingsByDatabase.get(db);
  if (known) return known;
  const read = rememberBriefly((orgId: string) => readSettings(db, orgId));
  settingsByDatabase.set(db, read);
  return read;
}

async function readSettings(db: Database, orgId: string): Promise<OrganisationSettings> {
  const row = await db.withOrg(orgId, (tx) => tx.organisation.findUnique({ where: { id: orgId } }));
  if (!row) throw notFound("This organisation");
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    timezone: row.timezone,
    currency: row.currency,
    ladder: ladderSchema.parse(row.ladder),
    cutoffs: cutoffsSchema.parse(row.gradeCutoffs),
    targetStep: row.targetStep,
    horizonDays: row.horizonDays,
    fiscalYearStart: row.fiscalYearStart,
    visitorDays: row.visitorDays,
    firstReplyMinutes: row.firstReplyMinutes,
    businessHours: businessHoursSchema.parse(row.businessHours),
    holidays: holidaysSchema.parse(row.holidays),
    dailyLeads: row.dailyLeads,
    handOut: handOutSchema.parse(row.handOut),
    boardOpen: row.boardOpen,
    sample: row.sample,
    crypto: db.crypto.organisation(orgId, row),
  };
}

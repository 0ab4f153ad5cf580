import { createHash } from "node:crypto";
import type { OrgSql } from "@leadlift/db/connect";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { keptLeads } from "../lead/cluster.ts";
import type { LeadStatus } from "../lead/lead-row.ts";
import { requirePermission } from "../permissions.ts";
import { addOutcomeIn, lockLead, pastOrNow, readState } from "./add-outcome.ts";
import { lostStep, type OutcomeState, reopenedStep } from "./fold.ts";
import { type GivenOutcome, mostOutcomes, outcomeInput } from "./outcome-input.ts";
import { undoOutcomeIn } from "./undo.ts";

export { mostOutcomes, type OutcomeInput, outcomeInput } from "./outcome-input.ts";

export const refusalCodes = [
  "bad_outcome",
  "bad_time",
  "unknown_lead",
  "unknown_step",
  "unknown_outcome",
  "id_reused",
  "not_last",
  "conflict",
] as const;
export type OutcomeRefusal = (typeof refusalCodes)[number];

export interface OutcomeResult {
  /** null: not even that could be read */
  outcomeId: string | null;
  /**
   * duplicate: it was recorded, or taken back, before. unchanged: the lead stands there, or further, already, and nothing
   * was recorded.
   */
  status: "recorded" | "undone" | "duplicate" | "unchanged" | "refused";
  code?: OutcomeRefusal;
  message?: string;
  /** where the lead stands now; of a merged one, that which stands for it */
  lead?: {
    leadId: string;
    status: LeadStatus;
    step: string | null;
    lostReason: string | null;
    version: number;
  };
}

const earliest = Date.UTC(2000, 0);

/**
 * Records what programs say became of leads, each outcome once and each by itself, in their order; answers each in its
 * place. Throws BAD_INPUT for more than 200.
 */
export async function recordOutcomes(
  ctx: Context,
  { outcomes }: { outcomes: readonly unknown[] },
): Promise<{ results: OutcomeResult[] }> {
  requirePermission(ctx, "lead.work");
  if (outcomes.length > mostOutcomes) {
    throw new ServiceError(
      "BAD_INPUT",
      { worded: `At most ${mostOutcomes} outcomes can be sent at once.` },
      { limit: mostOutcomes, count: outcomes.length },
    );
  }
  const results: OutcomeResult[] = [];
  for (const given of outcomes) results.push(await recordOne(ctx, given));
  return { results };
}

class Refused extends Error {
  readonly code: OutcomeRefusal;

  constructor(code: OutcomeRefusal, message: string) {
    super(message);
    this.code = code;
  }
}

async function recordOne(ctx: Context, raw: unknown): Promise<OutcomeResult> {
  const parsed = outcomeInput.safeParse(raw);
  if (!parsed.success) {
    return { outcomeId: idIn(raw), status: "refused", code: "bad_outcome", message: firstOf(parsed.error) };
  }
  const { outcomeId } = parsed.data;
  const work = (sql: OrgSql) => record(sql, ctx, parsed.data);
  try {
    return { outcomeId, ...(await untilSettled(() => ctx.db.withOrgSql(ctx.orgId, work))) };
  } catch (error) {
    if (error instanceof Refused) {
      return { outcomeId, status: "refused", code: error.code, message: error.message };
    }
    // It was merged, or changed in another way, while it was looked at.
    if (error instanceof ServiceError && error.code === "CONFLICT") {
      return { outcomeId, status: "refused", code: "conflict", message: error.message };
    }
    throw error;
  }
}

function idIn(raw: unknown): string | null {
  const id = typeof raw === "object" && raw !== null && "outcomeId" in raw ? raw.outcomeId : null;
  return typeof id === "string" ? id.slice(0, 200) : null;
}

function firstOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(".") || "outcome"}: ${issue.message}` : "is no outcome";
}

type Recorded = Pick<OutcomeResult, "status" | "lead">;

async function record(sql: OrgSql, ctx: Context, given: GivenOutcome): Promise<Recorded> {
  const { outcomeId, undo } = given;
  // The same one sent twice at once is recorded once.
  await sql.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `outcome ${ctx.orgId} ${outcomeId}`,
  ]);
  const known = await readSent(sql, ctx, outcomeId);
  if (undo) return takeBack(sql, ctx, known);
  const bodyHash = hashOf(given);
  if (known) {
    if (!known.bodyHash.equals(bodyHash)) {
      throw new Refused("id_reused", "outcomeId: stands for another outcome already.");
    }
    return { status: "duplicate", lead: await standOf(sql, ctx, known.leadId) };
  }
  const leadId = await leadOf(sql, ctx, given);
  const next = whatIsNew(ctx, given);
  await lockLead(sql, ctx, leadId);
  if (!next.isNews(await readState(sql, ctx, leadId))) {
    return { status: "unchanged", lead: await standOf(sql, ctx, leadId) };
  }
  const { action, ...outcome } = next;
  const { outcomeId: _, ...lead } = await addOutcomeIn(sql, ctx, action, { leadId }, () => ({
    ...outcome,
    sent: { externalId: outcomeId, bodyHash },
  }));
  return { status: "recorded", lead };
}

interface Sent {
  id: string;
  leadId: string;
  bodyHash: Buffer;
  undone: boolean;
}

async function readSent(sql: OrgSql, ctx: Context, outcomeId: string): Promise<Sent | undefined> {
  const { rows } = await sql.query<Sent>(
    `select id, lead_id as "leadId", body_hash as "bodyHash", undone_at is not null as undone from lead_outcome
      where org_id = $1 and external_id = $2`,
    [ctx.orgId, outcomeId],
    "sent outcome",
  );
  return rows[0];
}

async function takeBack(sql: OrgSql, ctx: Context, known: Sent | undefined): Promise<Recorded> {
  if (!known) throw new Refused("unknown_outcome", "outcomeId: is no outcome that was recorded here.");
  if (known.undone) return { status: "duplicate", lead: await standOf(sql, ctx, known.leadId) };
  try {
    const { outcomeId: _, ...lead } = await undoOutcomeIn(sql, ctx, known.id);
    return { status: "undone", lead };
  } catch (error) {
    if (error instanceof ServiceError && error.code === "CONFLICT")
      throw new Refused("not_last", error.message);
    throw error;
  }
}

function hashOf({ leadId, externalId, step, reason, occurredAt }: GivenOutcome): Buffer {
  const said = [leadId, externalId, step, reason, occurredAt?.toISOString()].map((each) => each ?? null);
  return createHash("sha256").update(JSON.stringify(said)).digest();
}

/** The lead that stands for the one that is named. */
async function leadOf(sql: OrgSql, ctx: Context, { leadId, externalId }: GivenOutcome): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    "select id from lead where org_id = $1 and (id = $2::uuid or external_id = $3::text)",
    [ctx.orgId, leadId ?? null, externalId ?? null],
  );
  const [standing] = await keptLeads(
    sql,
    ctx,
    rows.map(({ id }) => id),
  );
  if (standing === undefined) throw new Refused("unknown_lead", "The lead is none that is known here.");
  return standing;
}

async function standOf(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
): Promise<NonNullable<OutcomeResult["lead"]>> {
  const [standing = leadId] = await keptLeads(sql, ctx, [leadId]);
  const { rows } = await sql.query<NonNullable<OutcomeResult["lead"]>>(
    `select id as "leadId", status, step, lost_reason as "lostReason", version from lead where org_id = $1 and id = $2`,
    [ctx.orgId, standing],
  );
  const [lead] = rows;
  if (!lead) throw notFound("This lead");
  return lead;
}

interface Next {
  action: string;
  step: string;
  reason: string | null;
  occurredAt: Date;
  /** whether it moves a lead that stands so */
  isNews(state: OutcomeState): boolean;
}

function whatIsNew(ctx: Context, { step = "", reason, occurredAt: said }: GivenOutcome): Next {
  const occurredAt = timeOf(ctx, said);
  if (step === lostStep) {
    return {
      action: "lead.lose",
      step,
      reason: reason ?? null,
      occurredAt,
      isNews: ({ status }) => status !== "lost",
    };
  }
  if (step === reopenedStep) {
    return {
      action: "lead.reopen",
      step,
      reason: null,
      occurredAt,
      isNews: ({ status }) => status === "lost",
    };
  }
  const placeOf = (key: string | null) => ctx.organisation.ladder.findIndex((rung) => rung.key === key);
  const place = placeOf(step);
  if (place < 0) {
    const steps = ctx.organisation.ladder.map(({ key }) => key).join(", ");
    throw new Refused("unknown_step", `step: is none of ${steps}, ${lostStep} and ${reopenedStep}.`);
  }
  return {
    action: "lead.move",
    step,
    reason: null,
    occurredAt,
    isNews: (state) => place > placeOf(state.step),
  };
}

function timeOf(ctx: Context, said: Date | undefined): Date {
  if (said && said.getTime() < earliest) throw new Refused("bad_time", "occurredAt: lies before 2000.");
  try {
    return pastOrNow(ctx, said);
  } catch {
    throw new Refused("bad_time", "occurredAt: lies in the future.");
  }
}

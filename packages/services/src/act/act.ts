import type { OrgSql } from "@leadlift/db/connect";
import { unclaimedLeads } from "../assignment/unclaimed.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { bodyHash } from "../event/body-hash.ts";
import { MovedMeanwhile, untilSettled } from "../event/moved-meanwhile.ts";
import { ensurePartitions } from "../event/partitions.ts";
import { lockStates } from "../feature/lock-states.ts";
import { keptLeads } from "../lead/cluster.ts";
import { announce } from "../live/announce.ts";
import { requirePermission } from "../permissions.ts";
import { planCovering } from "../today/plan-covering.ts";
import { placeAmong, placeIn, planDay } from "../today/plan-day.ts";
import { type ActInput, type ActRequest, actInput } from "./act-input.ts";
import { codesOf } from "./codes.ts";
import { doAct } from "./do-act.ts";
import type { Effect } from "./effects.ts";
import { type ActedLead, lockActedLead, readAfter } from "./lead-of-act.ts";
import { type ActResult, readAct, resultOf } from "./stored-act.ts";

export type { ActResult } from "./stored-act.ts";

const clockSkewMs = 60_000;
const dayMs = 86_400_000;
const oldestMs = 7 * dayMs;

/**
 * Does what somebody did about a lead, with everything that follows from it, once: the same id with the same body is
 * answered as before. Throws NOT_FOUND; BAD_INPUT for a time that cannot be; FORBIDDEN; CONFLICT for the id of another
 * act or an old version.
 */
export async function act(ctx: Context, input: ActRequest): Promise<ActResult> {
  requirePermission(ctx, "lead.work");
  const given = actInput.parse(input);
  const userId = personOf(ctx);
  const hash = bodyHash(given);
  await ensurePartitions(ctx);
  return untilSettled(() => ctx.db.withOrgSql(ctx.orgId, (sql) => actIn(sql, ctx, { given, hash, userId })));
}

export interface ActToDo {
  given: ActInput;
  hash: Buffer;
  userId: string;
}

/** The same in the caller's transaction, which has to be done again on CONFLICT. */
export async function actIn(sql: OrgSql, ctx: Context, { given, hash, userId }: ActToDo): Promise<ActResult> {
  const before = await doneBefore(sql, ctx, given.id, hash);
  if (before) return before;
  const occurredAt = timeOf(ctx, given);
  const leadId = await standingLead(sql, ctx, given.leadId);
  // States before leads, as everywhere. Whoever sends the same act waits here.
  await lockStates(sql, ctx, [leadId], "update");
  const meanwhile = await doneBefore(sql, ctx, given.id, hash);
  if (meanwhile) return meanwhile;
  if ((await standingLead(sql, ctx, leadId)) !== leadId) throw new MovedMeanwhile();
  const lead = await lockActedLead(sql, ctx, leadId, given.version);

  const place = await placeOf(sql, ctx, lead, userId);
  const effects = await doAct(sql, ctx, { given, lead, userId, occurredAt });
  const after = await readAfter(sql, ctx, leadId);
  const detail = { ...codesOf(given), section: place?.section ?? null, after };
  const { rowCount } = await sql.query(
    `insert into act (org_id, id, user_id, lead_id, kind, detail, body_hash, effects, list_place, list_size,
                      occurred_at, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      ctx.orgId,
      given.id,
      userId,
      leadId,
      given.kind,
      JSON.stringify(detail),
      hash,
      JSON.stringify(effects),
      place?.place ?? null,
      place?.size ?? null,
      occurredAt,
      ctx.now(),
    ],
  );
  if (rowCount === 0) throw otherAct();
  await audit(sql, ctx, {
    action: `act.${given.kind}`,
    subjectType: "lead",
    subjectId: leadId,
    detail: { actId: given.id, ...codesOf(given) },
  });
  await tell(sql, ctx, leadId, effects);
  const stored = await readAct(sql, ctx, given.id);
  if (!stored) throw notFound("This act");
  return resultOf(stored);
}

async function doneBefore(
  sql: OrgSql,
  ctx: Context,
  actId: string,
  hash: Buffer,
): Promise<ActResult | undefined> {
  const found = await readAct(sql, ctx, actId);
  if (!found) return undefined;
  if (!found.bodyHash.equals(hash)) throw otherAct();
  return resultOf(found);
}

async function tell(sql: OrgSql, ctx: Context, leadId: string, effects: readonly Effect[]): Promise<void> {
  await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
  const owner = effects.find((effect) => effect.kind === "owner");
  if (owner) await announce(sql, ctx, { kind: "assigned", leadIds: [leadId], userIds: [owner.to] });
}

/** On the person's list; of what is nobody's, or of somebody for whom they cover, on what is shown beside it. */
async function placeOf(
  sql: OrgSql,
  ctx: Context,
  { id, ownerId }: ActedLead,
  userId: string,
): Promise<ActResult["place"]> {
  if (ownerId === null) return placeAmong(await unclaimedLeads(sql, ctx), id);
  const plan = await planDay(sql, ctx, userId);
  if (ownerId === userId) return placeIn(plan, id);
  return placeAmong(await planCovering(sql, ctx, userId, plan), id);
}

async function standingLead(sql: OrgSql, ctx: Context, leadId: string): Promise<string> {
  const [standing] = await keptLeads(sql, ctx, [leadId]);
  if (standing === undefined) throw notFound("This lead");
  return standing;
}

/** A clock that is a little fast is forgiven. */
function timeOf(ctx: Context, { occurredAt }: ActInput): Date {
  const now = ctx.now();
  const age = now.getTime() - occurredAt.getTime();
  if (age < -clockSkewMs) {
    throw new ServiceError("BAD_INPUT", "This was done in the future: set this device's clock.");
  }
  if (age > oldestMs) {
    throw new ServiceError("BAD_INPUT", "This was done more than seven days ago; write it down as a note.");
  }
  return age < 0 ? now : occurredAt;
}

export function personOf({ actor }: Context): string {
  if (actor.kind === "user") return actor.userId;
  throw new ServiceError("FORBIDDEN", "Only a person can act on a lead.");
}

function otherAct(): ServiceError {
  return new ServiceError("CONFLICT", "This id stands for another act already.");
}

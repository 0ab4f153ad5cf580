import type { OrgSql } from "@leadlift/db/connect";
import { setOwner } from "../assignment/set-owner.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { recordEventsIn } from "../event/record.ts";
import { unjudge } from "../judgement/judge.ts";
import { dropStep, reopenStep } from "../next-step/change-steps.ts";
import { lockLead } from "../outcome/add-outcome.ts";
import { lastOutcome, undoOutcomeIn } from "../outcome/undo.ts";
import { endSnooze, resumeSnooze } from "../snooze/change-snooze.ts";
import type { Effect } from "./effects.ts";

interface Taking {
  /** stands for itself, and its state is held */
  leadId: string;
  actId: string;
  effects: readonly Effect[];
}

/** Takes effects back, from the last to the first. Throws CONFLICT where something was built on one of them. */
export async function takeBack(sql: OrgSql, ctx: Context, taking: Taking): Promise<void> {
  const { leadId, effects } = taking;
  // Together, and before the lead is locked, as events are always recorded.
  await retract(sql, ctx, effects);
  await lockLead(sql, ctx, leadId);
  for (const effect of effects.toReversed()) {
    if (!(await takeOne(sql, ctx, taking, effect))) throw builtOn();
  }
}

/** False: it is not as the act left it. */
async function takeOne(
  sql: OrgSql,
  ctx: Context,
  { leadId, actId }: Taking,
  effect: Effect,
): Promise<boolean> {
  switch (effect.kind) {
    case "event":
      return true;
    case "outcome":
      if ((await lastOutcome(sql, ctx, leadId))?.outcomeId !== effect.id)
        return isUndone(sql, ctx, effect.id);
      await undoOutcomeIn(sql, ctx, effect.id);
      return true;
    case "step_added":
      return dropStep(sql, ctx, effect.id);
    case "step_closed":
      return reopenStep(sql, ctx, effect.id);
    case "snoozed":
      return endSnooze(sql, ctx, effect.id);
    case "woken":
      return resumeSnooze(sql, ctx, effect.id);
    case "judgement":
      return unjudge(sql, ctx, effect.id);
    case "owner":
      if (effect.from === null && (await isWorked(sql, ctx, leadId, actId))) return false;
      return giveBack(sql, ctx, leadId, effect);
  }
}

async function retract(sql: OrgSql, ctx: Context, effects: readonly Effect[]): Promise<void> {
  const events = effects.filter((effect) => effect.kind === "event");
  if (events.length === 0) return;
  const { results } = await recordEventsIn(sql, ctx, {
    events: events.map(({ id, type }) => ({
      eventId: `undo:${id}`,
      type,
      corrects: id,
      retracts: true,
      subject: {},
    })),
    source: "team",
  });
  const refused = results.find(({ status }) => status !== "recorded");
  // An event that was erased meanwhile needs no taking back.
  if (refused && refused.code !== "unknown_correction") throw builtOn();
}

/** Somebody took it back by itself. */
async function isUndone(sql: OrgSql, ctx: Context, outcomeId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    "select from lead_outcome where org_id = $1 and id = $2 and undone_at is not null",
    [ctx.orgId, outcomeId],
  );
  return rowCount > 0;
}

/** Whoever spoke to the person has had the lead: it goes back to nobody no more. Others' programs tell of words, too. */
async function isWorked(sql: OrgSql, ctx: Context, leadId: string, actId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from act done
      where done.org_id = $1 and done.id = $3
        and (exists (select from act later
                      where later.org_id = $1 and later.lead_id = $2 and later.id <> $3 and later.undone_at is null
                        and later.kind in ('called', 'messaged') and later.recorded_at >= done.recorded_at)
             or exists (select from lead_work w
                         where w.org_id = $1 and w.lead_id = $2 and w.last_out_at >= done.occurred_at))`,
    [ctx.orgId, leadId, actId],
  );
  return rowCount > 0;
}

async function giveBack(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  { from, to }: { from: string | null; to: string },
): Promise<boolean> {
  const { rowCount } = await sql.query("select from lead where org_id = $1 and id = $2 and owner_id = $3", [
    ctx.orgId,
    leadId,
    to,
  ]);
  if (rowCount === 0) return false;
  await setOwner(sql, ctx, { leadId, to: from, cause: "undo" });
  return true;
}

function builtOn(): ServiceError {
  return new ServiceError("CONFLICT", "Something was done since that builds on this; take that back first.");
}

import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { untilSettled } from "../event/moved-meanwhile.ts";
import { ensurePartitions } from "../event/partitions.ts";
import { lockStates } from "../feature/lock-states.ts";
import { keptLeads } from "../lead/cluster.ts";
import { announce } from "../live/announce.ts";
import { mayUndo } from "../outcome/undo.ts";
import { requirePermission } from "../permissions.ts";
import { readAfter } from "./lead-of-act.ts";
import { type ActResult, readAct, resultOf, type StoredAct, undoableForMs } from "./stored-act.ts";
import { takeBack } from "./take-back.ts";

export const undoActInput = z.object({ actId: z.uuid().toLowerCase() });

/**
 * Takes an act back with all that it did; taken back before, nothing changes. `lead` in the answer is how it stands now.
 * Throws NOT_FOUND, FORBIDDEN for another person's act, CONFLICT after a day or when something builds on it.
 */
export async function undoAct(ctx: Context, input: z.input<typeof undoActInput>): Promise<ActResult> {
  requirePermission(ctx, "lead.work");
  const { actId } = undoActInput.parse(input);
  await ensurePartitions(ctx);
  return untilSettled(() => ctx.db.withOrgSql(ctx.orgId, (sql) => undoIn(sql, ctx, actId)));
}

async function undoIn(sql: OrgSql, ctx: Context, actId: string): Promise<ActResult> {
  const found = await readAct(sql, ctx, actId);
  if (!found) throw notFound("This act");
  const [leadId] = await keptLeads(sql, ctx, [found.leadId]);
  if (leadId === undefined) throw notFound("This lead");
  await lockStates(sql, ctx, [leadId], "update");
  const done = await readAct(sql, ctx, actId, "for update");
  if (!done) throw notFound("This act");
  if (!mayUndo(ctx.actor, done.userId)) {
    throw new ServiceError("FORBIDDEN", "Only whoever did this, or a manager, can take it back.");
  }
  const result = resultOf(done);
  if (result.undone) return { ...result, lead: await readAfter(sql, ctx, leadId) };
  refuseLate(ctx, done);
  await takeBack(sql, ctx, { leadId, actId, effects: result.effects });
  await sql.query("update act set undone_at = $3, undone_by = $4 where org_id = $1 and id = $2", [
    ctx.orgId,
    actId,
    ctx.now(),
    ctx.actor.kind === "user" ? ctx.actor.userId : null,
  ]);
  await audit(sql, ctx, {
    action: "act.undo",
    subjectType: "lead",
    subjectId: leadId,
    detail: { actId, kind: done.kind },
  });
  await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
  return { ...result, undone: true, lead: await readAfter(sql, ctx, leadId) };
}

function refuseLate(ctx: Context, { recordedAt }: StoredAct): void {
  if (ctx.now().getTime() - recordedAt.getTime() <= undoableForMs) return;
  throw new ServiceError("CONFLICT", "This was done more than a day ago; correct it by what you do next.");
}

import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../../audit.ts";
import type { Context } from "../../context.ts";
import { untilSettled } from "../../event/moved-meanwhile.ts";
import { refoldUnfolded } from "../../feature/refold-unfolded.ts";
import { promiseScoring } from "../../model/promise-scoring.ts";
import { holdImports } from "../claim.ts";
import type { ImportKind } from "../content.ts";
import { refreshStatistics } from "../refresh-statistics.ts";
import type { UndoStep } from "./chunk.ts";
import { countUndo } from "./count.ts";
import { removeLeads } from "./remove-leads.ts";
import { restoreLeads } from "./restore-leads.ts";
import { undoActivities } from "./undo-activities.ts";
import { removeListings, restoreListings } from "./undo-listings.ts";

export const runUndoInput = z.object({ importId: z.uuid() });

type StepName = "created" | "changed";

const steps: Readonly<Record<ImportKind, Readonly<Record<StepName, UndoStep | null>>>> = {
  leads: { created: removeLeads, changed: restoreLeads },
  activities: { created: undoActivities, changed: null },
  listings: { created: removeListings, changed: restoreListings },
};

interface Claim {
  importId: string;
  kind: ImportKind;
  attempt: number;
  step: StepName;
  cursor: string | null;
}

/**
 * Undoes a queued import, or goes on where it was interrupted: what a chunk took back is committed with its place.
 * Rejects when `signal` is aborted.
 */
export async function runUndo(
  ctx: Context,
  input: z.infer<typeof runUndoInput>,
  options: { signal: AbortSignal },
): Promise<void> {
  const claim = await claimUndo(ctx, input.importId);
  if (!claim) return;
  for (const name of ["created", "changed"] as const) {
    if (name === "created" && claim.step === "changed") continue;
    const step = steps[claim.kind][name];
    if (step && !(await runStep(ctx, claim, { name, step, signal: options.signal }))) return;
  }
  if (claim.kind === "activities") await refoldUnfolded(ctx, options);
  await refreshStatistics(ctx);
  await finish(ctx, claim);
}

/** Null when it is done. A delivery that comes later takes it from an earlier one. */
async function claimUndo(ctx: Context, importId: string): Promise<Claim | null> {
  const counts = await countUndo(ctx, importId);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<Claim>(
      `update import_undo u
          set status = 'running', attempt = u.attempt + 1, started_at = coalesce(u.started_at, now()),
              total = case when u.attempt = 0 then $3 else u.total end
         from import i
        where u.org_id = $1 and u.id = $2 and u.status in ('queued', 'running') and i.org_id = $1 and i.id = u.id
        returning u.id as "importId", i.kind, u.attempt, u.step, u.cursor`,
      [ctx.orgId, importId, counts.total],
    );
    return rows[0] ?? null;
  });
}

/** False when another delivery has taken it. */
async function runStep(
  ctx: Context,
  claim: Claim,
  { name, step, signal }: { name: StepName; step: UndoStep; signal: AbortSignal },
): Promise<boolean> {
  let cursor = claim.step === name ? claim.cursor : null;
  for (;;) {
    signal.throwIfAborted();
    const after = cursor;
    const chunk = await untilSettled(() =>
      ctx.db.withOrgSql(ctx.orgId, async (sql) => {
        if (!(await holdUndo(sql, ctx, claim))) return null;
        const done = await step(sql, ctx, claim.importId, after);
        if (done.cursor === null) return done;
        await sql.query(
          `update import_undo
              set step = $3, cursor = $4, done = done + $5, removed = removed + $6, restored = restored + $7,
                  kept = kept + $8
            where org_id = $1 and id = $2`,
          [ctx.orgId, claim.importId, name, done.cursor, done.done, done.removed, done.restored, done.kept],
          "undo progress",
        );
        return done;
      }),
    );
    if (!chunk) return false;
    if (chunk.cursor === null) return true;
    cursor = chunk.cursor;
  }
}

async function holdUndo(sql: OrgSql, ctx: Context, { importId, attempt }: Claim): Promise<boolean> {
  await holdImports(sql, ctx);
  const { rowCount } = await sql.query(
    "select 1 from import_undo where org_id = $1 and id = $2 and attempt = $3 and status = 'running' for update",
    [ctx.orgId, importId, attempt],
  );
  return rowCount > 0;
}

async function finish(ctx: Context, { importId, attempt }: Claim): Promise<void> {
  const { orgId } = ctx;
  await ctx.db.withOrg(orgId, async (tx) => {
    const { count } = await tx.importUndo.updateMany({
      where: { orgId, id: importId, attempt, status: "running" },
      data: { status: "done", finishedAt: ctx.now() },
    });
    if (count === 0) return;
    const detail = await tx.importUndo.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: importId } },
      select: { removed: true, restored: true, kept: true },
    });
    const where = { orgId, importId };
    await tx.importActivity.deleteMany({ where });
    await tx.importChange.deleteMany({ where });
    await audit(tx, ctx, { action: "import.undone", subjectType: "import", subjectId: importId, detail });
    if (detail.removed + detail.restored > 0) await promiseScoring(tx, ctx);
  });
}

import type { Tx } from "@leadlift/db/connect";
import { z } from "zod";
import { actorId, audit } from "../../audit.ts";
import type { Context } from "../../context.ts";
import { notFound, ServiceError } from "../../errors.ts";
import { promiseJob } from "../../jobs/promise.ts";
import { requirePermission } from "../../permissions.ts";
import type { Said } from "../../sentences/said.ts";
import { undoableDays, undoableUntil } from "./undoable.ts";

export const undoImportInput = z.object({ importId: z.uuid() });

/**
 * Queues the taking back of all that an import brought and that nobody has worked on since; one that stopped half-way is
 * taken up. Throws NOT_FOUND; CONFLICT while the import or its undoing goes on, when it is undone, or after 30 days.
 */
export async function undoImport(
  ctx: Context,
  input: z.input<typeof undoImportInput>,
): Promise<{ importId: string }> {
  requirePermission(ctx, "import.run");
  const { importId } = undoImportInput.parse(input);
  const { orgId } = ctx;
  await ctx.db.withOrg(orgId, async (tx) => {
    await tx.$queryRaw`select 1 from import where org_id = ${orgId}::uuid and id = ${importId}::uuid for update`;
    await requireUndoable(tx, ctx, importId);
    await tx.importUndo.upsert({
      where: { orgId_id: { orgId, id: importId } },
      create: { orgId, id: importId, status: "queued", createdBy: actorId(ctx.actor) },
      update: { status: "queued", error: null, finishedAt: null },
    });
    await promiseJob(tx, ctx, "import.undo", { orgId, importId });
    await audit(tx, ctx, { action: "import.undo", subjectType: "import", subjectId: importId });
  });
  return { importId };
}

async function requireUndoable(tx: Tx, ctx: Context, importId: string): Promise<void> {
  const { orgId } = ctx;
  const run = await tx.import.findUnique({
    where: { orgId_id: { orgId, id: importId } },
    select: { status: true, finishedAt: true },
  });
  if (!run) throw notFound("This import");
  const undo = await tx.importUndo.findUnique({
    where: { orgId_id: { orgId, id: importId } },
    select: { status: true },
  });
  if (undo?.status === "done") throw conflict("This import was undone before.");
  if (undo && undo.status !== "failed") throw conflict("This import is being undone already.");
  const until = undoableUntil({ ...run, undo });
  if (!until) throw conflict("This import has not ended yet; undo it when it has.");
  if (until < ctx.now())
    throw conflict("This import ended more than {days} days ago and can no longer be undone.", {
      days: undoableDays,
    });
}

function conflict(...said: Said): ServiceError {
  return new ServiceError("CONFLICT", ...said);
}

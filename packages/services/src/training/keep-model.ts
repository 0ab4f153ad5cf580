import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Artefact } from "@leadlift/scoring/train";
import { audit } from "../audit.ts";
import { type Context, ladderSchema } from "../context.ts";
import { championLock } from "../model/champion-lock.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { stillHeld, type TrainingClaim } from "./claim-run.ts";

const orphanLivesMs = 24 * 3600 * 1000;

/**
 * Makes the artefact the organisation's champion and promises the scoring of all open leads, in one transaction.
 * False when this delivery no longer holds the run: then nothing is kept.
 */
export async function keepModel(ctx: Context, claim: TrainingClaim, artefact: Artefact): Promise<boolean> {
  // The file streams in beforehand with an expiry, which the transaction takes off: a killed worker leaves no orphan.
  const blob = await ctx.blobs.write(
    ctx.orgId,
    {
      purpose: "model",
      contentType: "application/octet-stream",
      expiresAt: new Date(ctx.now().getTime() + orphanLivesMs),
      ...(claim.requestedBy === null ? {} : { createdBy: claim.requestedBy }),
    },
    once(artefact.onnx),
    artefact.onnx.byteLength,
  );
  const kept = await ctx.db.withOrg(ctx.orgId, async (tx) => {
    if (!(await stillHeld(tx, ctx, claim))) return false;
    const other = await otherTarget(tx, ctx, claim);
    if (other !== null) {
      const sentence = `The target was changed to ${other} while this was learning another; train again.`;
      await refuse(tx, ctx, claim, { sentence });
      return false;
    }
    await tx.blob.update({
      where: { orgId_id: { orgId: ctx.orgId, id: blob.id } },
      data: { expiresAt: null },
    });
    const modelId = await promote(tx, ctx, claim, artefact, { id: blob.id, sha256: blob.sha256 });
    await freezeBase(tx, ctx, claim, artefact);
    await tx.trainingRun.update({
      where: { orgId_id: { orgId: ctx.orgId, id: claim.trainingRunId } },
      data: {
        status: "done",
        stage: null,
        progress: 1,
        modelId,
        rows: artefact.report.rows,
        positives: artefact.report.positives,
        finishedAt: ctx.now(),
      },
    });
    await promiseScoring(tx, ctx);
    await audit(tx, ctx, {
      action: "model.promote",
      subjectType: "model",
      subjectId: modelId,
      detail: { trainingRunId: claim.trainingRunId, rows: artefact.report.rows, auc: artefact.report.auc },
    });
    return true;
  });
  if (!kept) await ctx.blobs.remove(ctx.orgId, blob.id);
  return kept;
}

/** A model that is no better than chance is not kept; the run says why. */
export async function refuseModel(
  ctx: Context,
  claim: TrainingClaim,
  outcome: { sentence: string; rows?: number; positives?: number },
): Promise<boolean> {
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    if (!(await stillHeld(tx, ctx, claim))) return false;
    await refuse(tx, ctx, claim, outcome);
    return true;
  });
}

async function refuse(
  tx: Tx,
  ctx: Context,
  claim: TrainingClaim,
  { sentence, ...counts }: { sentence: string; rows?: number; positives?: number },
): Promise<void> {
  await tx.trainingRun.update({
    where: { orgId_id: { orgId: ctx.orgId, id: claim.trainingRunId } },
    data: { ...counts, status: "failed", stage: null, error: sentence, finishedAt: ctx.now() },
  });
  await audit(tx, ctx, {
    action: "model.refuse",
    subjectType: "training_run",
    subjectId: claim.trainingRunId,
  });
}

/** In words, the target that was chosen while the run was under way; it stays so until the transaction ends. Null: none. */
async function otherTarget(tx: Tx, ctx: Context, claim: TrainingClaim): Promise<string | null> {
  await tx.$queryRaw`select id from organisation where id = ${ctx.orgId}::uuid for share`;
  const row = await tx.organisation.findUniqueOrThrow({ where: { id: ctx.orgId } });
  const { targetStep, horizonDays } = row;
  if (targetStep === null || (targetStep === claim.targetStep && horizonDays === claim.horizonDays))
    return null;
  const label = ladderSchema.parse(row.ladder).find(({ key }) => key === targetStep)?.label ?? targetStep;
  return `"${label}" within ${horizonDays} days`;
}

async function promote(
  tx: Tx,
  ctx: Context,
  claim: TrainingClaim,
  artefact: Artefact,
  file: { id: string; sha256: string },
): Promise<string> {
  const { orgId } = ctx;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${championLock(orgId)}, 0))`;
  const last = await tx.model.aggregate({
    where: { orgId, targetStep: claim.targetStep },
    _max: { version: true },
  });
  await tx.model.updateMany({
    where: { orgId, role: "champion" },
    data: { role: "retired", retiredAt: ctx.now() },
  });
  const id = newId();
  await tx.model.create({
    data: {
      orgId,
      id,
      version: (last._max.version ?? 0) + 1,
      targetStep: claim.targetStep,
      horizonDays: claim.horizonDays,
      role: "champion",
      trainingRunId: claim.trainingRunId,
      onnxBlobId: file.id,
      sha256: file.sha256,
      manifest: json(artefact.manifest),
      report: json(artefact.report),
      promotedAt: ctx.now(),
    },
  });
  return id;
}

/** The first model of a target sets the probability that stands at 50; later ones leave it. */
async function freezeBase(tx: Tx, ctx: Context, claim: TrainingClaim, artefact: Artefact): Promise<void> {
  await tx.scoreBase.createMany({
    data: {
      orgId: ctx.orgId,
      targetStep: claim.targetStep,
      horizonDays: claim.horizonDays,
      probability: artefact.manifest.base,
      n: artefact.report.trainRows,
    },
    skipDuplicates: true,
  });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** As it will come back from a JSON column. */
function json<T extends object>(value: T) {
  return JSON.parse(JSON.stringify(value));
}

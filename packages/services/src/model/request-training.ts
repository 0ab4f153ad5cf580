import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { countSteps, type StepCount } from "../outcome/count-steps.ts";
import { requirePermission } from "../permissions.ts";
import { choicesOf } from "./doubted-columns.ts";
import { proposedStep } from "./get-champion.ts";
import { trainingUnderWay } from "./training-run.ts";

/** `step` is the target of a first training; without it the furthest step that can be learnt is taken. */
export const requestTrainingInput = z.object({ step: z.string().min(1).max(100).optional() });

export interface TrainingRequested {
  trainingRunId: string;
  targetStep: string;
  horizonDays: number;
}

/**
 * Queues one training run. TOO_EARLY while a class is too small, CONFLICT while another run is under way or when
 * another target is asked for than the one that was chosen.
 */
export async function requestTraining(
  ctx: Context,
  input: z.infer<typeof requestTrainingInput>,
): Promise<TrainingRequested> {
  requirePermission(ctx, "model.train");
  const steps = await countSteps(ctx);

  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    // The lock makes "one run at a time" and "the target is chosen once" hold between two askers.
    await tx.$queryRaw`select id from organisation where id = ${ctx.orgId}::uuid for update`;
    const organisation = await tx.organisation.findUniqueOrThrow({
      where: { id: ctx.orgId },
      select: { targetStep: true, horizonDays: true },
    });
    const target = targetOf(steps, organisation.targetStep, input.step);
    if (await trainingUnderWay(tx, ctx.orgId)) {
      throw new ServiceError("CONFLICT", "A training run is already under way; wait until it has finished.");
    }

    if (organisation.targetStep === null) {
      await tx.organisation.update({ where: { id: ctx.orgId }, data: { targetStep: target.step } });
    }
    const columnChoices = await choicesOf(tx, ctx.orgId);
    const trainingRunId = newId();
    await tx.trainingRun.create({
      data: {
        orgId: ctx.orgId,
        id: trainingRunId,
        status: "queued",
        targetStep: target.step,
        horizonDays: organisation.horizonDays,
        columnChoices,
        requestedBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      },
    });
    await promiseJob(tx, ctx, "model.train", { orgId: ctx.orgId, trainingRunId });
    await audit(tx, ctx, {
      action: "model.request-training",
      subjectType: "training_run",
      subjectId: trainingRunId,
      detail: {
        targetStep: target.step,
        reached: target.reached,
        notReached: target.notReached,
        columnsChosen: Object.keys(columnChoices).length,
      },
    });
    return { trainingRunId, targetStep: target.step, horizonDays: organisation.horizonDays };
  });
}

function targetOf(steps: readonly StepCount[], chosen: string | null, asked: string | undefined): StepCount {
  if (chosen !== null && asked !== undefined && asked !== chosen) {
    throw new ServiceError(
      "CONFLICT",
      'The target is "{target}" and stays so until another is chosen for the organisation.',
      { target: chosen },
    );
  }
  const wanted = chosen ?? asked ?? proposedStep(steps, null)?.step;
  if (wanted === undefined) throw tooEarly(nearest(steps));
  const found = steps.find((step) => step.step === wanted);
  if (!found)
    throw new ServiceError("BAD_INPUT", '"{step}" is not a step of the outcome ladder.', { step: wanted });
  if (!found.ready) throw tooEarly(found);
  return found;
}

/** The step whose smaller class is largest; the later of two equals. */
function nearest(steps: readonly StepCount[]): StepCount | undefined {
  const least = (step: StepCount) => Math.min(step.reached, step.notReached);
  return steps.reduce<StepCount | undefined>(
    (best, step) => (best && least(best) > least(step) ? best : step),
    undefined,
  );
}

function tooEarly(step: StepCount | undefined): ServiceError {
  if (!step) {
    return new ServiceError("TOO_EARLY", "A model needs 40 leads that reached a step and 40 that did not.");
  }
  const { reached, notReached, label } = step;
  return new ServiceError(
    "TOO_EARLY",
    'A model needs 40 leads that reached a step and 40 that did not: {reached} reached "{label}" so far and {notReached} did not.',
    { step: step.step, reached, notReached, label },
  );
}

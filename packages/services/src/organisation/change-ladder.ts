import type { Tx } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import { type Context, type Ladder, ladderSchema } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";

export const changeLadderInput = z.object({
  /** first to last; a step without a key is new */
  steps: z
    .array(z.object({ key: z.string().min(1).max(100).optional(), label: z.string().trim().min(1).max(60) }))
    .min(1, "A ladder needs a step.")
    .max(20, "A ladder has at most 20 steps."),
});

/**
 * Renames steps, adds some, takes some away. Throws BAD_INPUT for an order that says something else of leads that are on
 * the ladder, CONFLICT for taking a step away that leads reached, that is predicted, or while an import runs.
 */
export async function changeLadder(
  ctx: Context,
  input: z.input<typeof changeLadderInput>,
): Promise<{ ladder: Ladder; before: Ladder }> {
  requirePermission(ctx, "organisation.manage");
  const { steps } = changeLadderInput.parse(input);
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    await tx.$queryRaw`select id from organisation where id = ${ctx.orgId}::uuid for update`;
    const row = await tx.organisation.findUniqueOrThrow({ where: { id: ctx.orgId } });
    const before = ladderSchema.parse(row.ladder);
    const ladder = withKeys(steps, before);
    const removed = before.filter(({ key }) => !ladder.some((step) => step.key === key));
    if (removed.length > 0) await refuseInUse(tx, ctx, removed);
    if (JSON.stringify(ladder) === JSON.stringify(before)) return { ladder, before };
    await tx.organisation.update({ where: { id: ctx.orgId }, data: { ladder } });
    await audit(tx, ctx, {
      action: "organisation.change-ladder",
      subjectType: "organisation",
      subjectId: ctx.orgId,
      detail: { value: labels(ladder), before: labels(before) },
    });
    return { ladder, before };
  });
}

function withKeys(steps: z.output<typeof changeLadderInput>["steps"], before: Ladder): Ladder {
  const known = new Set(before.map(({ key }) => key));
  const taken = new Set(known);
  const ladder = steps.map(({ key, label }) => {
    if (key !== undefined && !known.has(key)) {
      throw new ServiceError("CONFLICT", "The ladder has changed meanwhile; look at it again.");
    }
    const own = key ?? newKey(label, taken);
    taken.add(own);
    return { key: own, label };
  });
  const kept = ladder.map(({ key }) => key).filter((key) => known.has(key));
  const order = before.map(({ key }) => key).filter((key) => kept.includes(key));
  if (kept.join() !== order.join()) {
    throw new ServiceError("BAD_INPUT", "Steps keep their order: what leads reached goes by it.");
  }
  const names = ladder.map(({ label }) => label.toLowerCase());
  const twice = ladder.find(({ label }, place) => names.indexOf(label.toLowerCase()) < place);
  if (twice) throw new ServiceError("BAD_INPUT", 'Two steps are called "{label}".', { label: twice.label });
  const checked = ladderSchema.safeParse(ladder);
  if (!checked.success) {
    throw new ServiceError("BAD_INPUT", {
      worded: checked.error.issues[0]?.message ?? "This is no ladder.",
    });
  }
  return checked.data;
}

/** From its name; a name in another script gets a number. */
function newKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  const base = words === "" || ["lost", "reopened", "open", "won"].includes(words) ? `${words}_step` : words;
  const stem = base.replace(/^_/, "");
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}_${n}`;
    if (!taken.has(key)) return key;
  }
}

async function refuseInUse(tx: Tx, ctx: Context, removed: Ladder): Promise<void> {
  const { orgId } = ctx;
  const label = (key: string | null) => removed.find((step) => step.key === key)?.label;
  const keys = removed.map(({ key }) => key);
  const reached = await tx.leadOutcome.findFirst({
    where: { orgId, step: { in: keys } },
    select: { step: true },
  });
  if (reached) {
    throw new ServiceError("CONFLICT", 'Leads reached "{label}", so it stays; you can rename it.', {
      label: label(reached.step) ?? "",
    });
  }
  const row = await tx.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { targetStep: true } });
  const learnt = await tx.model.findFirst({
    where: { orgId, targetStep: { in: keys }, role: { not: "retired" } },
    select: { targetStep: true },
  });
  const predicted = label(row.targetStep) ?? label(learnt?.targetStep ?? null);
  if (predicted) {
    throw new ServiceError("CONFLICT", '"{label}" is what scores predict: choose another target first.', {
      label: predicted,
    });
  }
  const importing = await tx.import.count({ where: { orgId, status: { in: ["queued", "running"] } } });
  if (importing > 0) {
    throw new ServiceError(
      "CONFLICT",
      "An import is under way, which may need the step; wait until it is done.",
    );
  }
}

function labels(ladder: Ladder): string {
  return ladder.map(({ label }) => label).join(" → ");
}

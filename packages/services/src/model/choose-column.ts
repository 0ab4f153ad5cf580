import { z } from "zod";
import { actorId, audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { type Columns, columnChoices, columnsOf } from "./doubted-columns.ts";

/** `choice` null takes back what was chosen before: the leak guard decides again. */
export const chooseColumnInput = z.object({
  column: z.string().min(1).max(200),
  choice: z.enum(columnChoices).nullable(),
});

/** Says what trainings from now on do with a column. BAD_INPUT for one that no training would meet. */
export async function chooseColumn(ctx: Context, input: z.infer<typeof chooseColumnInput>): Promise<Columns> {
  requirePermission(ctx, "model.choose-columns");
  const { column, choice } = input;
  const { orgId } = ctx;
  return ctx.db.withOrg(orgId, async (tx) => {
    const { all, doubted } = await columnsOf(tx, orgId, ctx.language);
    if (!all.some((each) => each.column === column)) {
      throw new ServiceError("BAD_INPUT", 'No training knows a column called "{column}".', { column });
    }
    const known = doubted.find((each) => each.column === column);
    const where = { orgId, column };
    if (choice === null) await tx.columnChoice.deleteMany({ where });
    else {
      // A column that is left out is not judged again: what was said of it stays with the choice.
      const chosen = {
        choice,
        evidence: known?.evidence ?? null,
        chosenBy: actorId(ctx.actor),
        chosenAt: ctx.now(),
      };
      await tx.columnChoice.upsert({
        where: { orgId_column: where },
        create: { ...where, ...chosen },
        update: chosen,
      });
    }
    await audit(tx, ctx, {
      action: "model.choose-column",
      subjectType: "column",
      subjectId: column,
      detail: { choice, before: known?.choice ?? null },
    });
    return columnsOf(tx, orgId, ctx.language);
  });
}

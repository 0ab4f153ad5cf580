import type { Tx } from "@leadlift/db/connect";
import type { Context } from "../../context.ts";
import { undoableDays } from "./undoable.ts";

/** What is needed to undo an import goes when it can no longer be undone. */
export async function forgetChanges(tx: Tx, ctx: Pick<Context, "orgId" | "now">): Promise<void> {
  const { orgId } = ctx;
  const before = new Date(ctx.now().getTime() - undoableDays * 86_400_000);
  const old = await tx.import.findMany({
    where: { orgId, finishedAt: { lt: before } },
    select: { id: true },
  });
  const where = { orgId, importId: { in: old.map(({ id }) => id) } };
  await tx.importActivity.deleteMany({ where });
  await tx.importChange.deleteMany({ where });
}

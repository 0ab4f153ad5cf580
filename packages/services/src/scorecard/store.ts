import type { Tx } from "@leadlift/db/connect";
import type { Rule } from "@leadlift/scoring/scorecard";
import type { Context } from "../context.ts";

/** Writes a version of an organisation's rules; earlier ones stay as they are. */
export async function storeScorecard(
  tx: Tx,
  ctx: Pick<Context, "orgId">,
  version: number,
  rules: readonly Rule[],
  createdBy: string | null,
): Promise<void> {
  await tx.scorecard.create({
    // As it will come back from a JSON column.
    data: { orgId: ctx.orgId, version, rules: JSON.parse(JSON.stringify(rules)), createdBy },
  });
}

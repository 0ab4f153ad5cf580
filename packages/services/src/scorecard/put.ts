import { mistakesIn, realEstateRules, rulesSchema } from "@leadlift/scoring/scorecard";
import { z } from "zod";
import { actorId, audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { championLock } from "../model/champion-lock.ts";
import { promiseScoring } from "../model/promise-scoring.ts";
import { requirePermission } from "../permissions.ts";
import { ruleFields } from "./fields.ts";
import { sameRules } from "./get.ts";
import { storeScorecard } from "./store.ts";

export const putScorecardInput = z.strictObject({
  rules: rulesSchema,
  /** the version that was edited; 0 where there was none */
  version: z.int().min(0),
});
export const restoreScorecardInput = putScorecardInput.pick({ version: true });

/**
 * Keeps rules as the next version and promises that all open leads are scored by them, where no model scores. The same
 * rules again are no new version. Throws BAD_INPUT with the first mistake, CONFLICT when somebody has changed them since.
 */
export async function putScorecard(
  ctx: Context,
  input: z.input<typeof putScorecardInput>,
): Promise<{ version: number }> {
  requirePermission(ctx, "model.choose-columns");
  const { rules, version } = putScorecardInput.parse(input);
  const fields = await ctx.db.withOrgSql(ctx.orgId, (sql) => ruleFields(sql, ctx));
  const [mistake] = mistakesIn(rules, new Set(fields.map(({ name }) => name)), ctx.language);
  if (mistake) {
    throw new ServiceError("BAD_INPUT", { worded: mistake.sentence }, { rule: mistake.place });
  }
  return ctx.db.withOrg(ctx.orgId, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${championLock(ctx.orgId)}, 0))`;
    const current = await tx.scorecard.findFirst({
      where: { orgId: ctx.orgId },
      orderBy: { version: "desc" },
      select: { version: true, rules: true },
    });
    if ((current?.version ?? 0) !== version) {
      throw new ServiceError("CONFLICT", "Somebody has changed the rules meanwhile; look at them again.");
    }
    if (current && sameRules(rulesSchema.parse(current.rules), rules)) return { version };
    const next = version + 1;
    await storeScorecard(tx, ctx, next, rules, actorId(ctx.actor));
    await audit(tx, ctx, {
      action: "scorecard.change",
      subjectType: "scorecard",
      subjectId: ctx.orgId,
      detail: { version: next, rules: rules.length },
    });
    await promiseScoring(tx, ctx);
    return { version: next };
  });
}

/** The default rules as a new version. Throws CONFLICT. */
export function restoreScorecard(
  ctx: Context,
  { version }: z.input<typeof restoreScorecardInput>,
): Promise<{ version: number }> {
  return putScorecard(ctx, { rules: [...realEstateRules], version });
}

import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { rulesSchema } from "@leadlift/scoring/scorecard";
import type { Context } from "../context.ts";
import { storeScorecard } from "../scorecard/store.ts";

type Home = Pick<Context, "orgId" | "db">;

/** Where an organisation's test keys work; null as long as it has none. */
export async function sandboxOf({ orgId, db }: Home): Promise<string | null> {
  const row = await db.withOrg(orgId, (tx) =>
    tx.organisation.findUnique({ where: { id: orgId }, select: { sandboxId: true } }),
  );
  return row?.sandboxId ?? null;
}

/**
 * An organisation beside this one, so that no test can reach a row of production: without people, without a sign-in,
 * with the ladder, settings, attributes and rules that this one has now. The same one for each test key.
 */
export async function openSandbox(tx: Tx, { orgId, db }: Home): Promise<string> {
  // Of two who make the first test key at once, one makes the sandbox.
  await tx.$queryRaw`select id from organisation where id = ${orgId}::uuid for update`;
  const real = await tx.organisation.findUniqueOrThrow({ where: { id: orgId } });
  const sandboxId = real.sandboxId ?? newId();
  const like = {
    settings: settingsOf(real),
    attributes: await tx.attribute.findMany({ where: { orgId } }),
    scorecard: await tx.scorecard.findFirst({ where: { orgId }, orderBy: { version: "desc" } }),
  };
  await db.withOrg(sandboxId, async (sandbox) => {
    await sandbox.organisation.upsert({
      where: { id: sandboxId },
      update: like.settings,
      create: {
        ...like.settings,
        id: sandboxId,
        slug: `sandbox-${sandboxId}`,
        sandboxOf: orgId,
        ...db.crypto.newOrganisationKeys(sandboxId),
      },
    });
    const attributes = like.attributes.map((each) => ({ ...each, orgId: sandboxId }));
    await sandbox.attribute.createMany({ data: attributes, skipDuplicates: true });
    await followRules(sandbox, sandboxId, like.scorecard?.rules);
  });
  if (real.sandboxId === null) {
    await tx.organisation.update({ where: { id: orgId }, data: { sandboxId } });
  }
  return sandboxId;
}

async function followRules(tx: Tx, orgId: string, rules: unknown): Promise<void> {
  if (rules === undefined) return;
  const latest = await tx.scorecard.findFirst({ where: { orgId }, orderBy: { version: "desc" } });
  if (JSON.stringify(latest?.rules) === JSON.stringify(rules)) return;
  await storeScorecard(tx, { orgId }, (latest?.version ?? 0) + 1, rulesSchema.parse(rules), null);
}

type Row = Awaited<ReturnType<Tx["organisation"]["findUniqueOrThrow"]>>;

function settingsOf(real: Row) {
  return {
    name: real.name,
    timezone: real.timezone,
    currency: real.currency,
    ladder: kept(real.ladder),
    gradeCutoffs: kept(real.gradeCutoffs),
    targetStep: real.targetStep,
    horizonDays: real.horizonDays,
    fiscalYearStart: real.fiscalYearStart,
    visitorDays: real.visitorDays,
    firstReplyMinutes: real.firstReplyMinutes,
    businessHours: kept(real.businessHours),
    holidays: kept(real.holidays),
  };
}

/** A JSON column as it can be written again. */
function kept(value: Row["ladder"]) {
  return JSON.parse(JSON.stringify(value));
}

import { type Context, systemContext } from "../context.ts";
import { ensurePartitions } from "../event/partitions.ts";
import type { Platform } from "../platform.ts";
import { repeat } from "../repeat.ts";
import { hasScorerSql } from "../scorecard/current.ts";
import { requestPrecompute } from "./request-precompute.ts";
import { featureSettings } from "./settings.ts";

const everyMs = 600_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Of the organisation's night, when all vectors are computed and all leads scored. */
const nightlyAt = 2.5 * hourMs;

/** Every ten minutes, has vectors computed that no longer stand, and once a night all; makes room for coming events. */
export function startFeatureKeeper(platform: Platform): { close(): Promise<void> } {
  return repeat(
    everyMs,
    () => keepFresh(platform),
    (error) => platform.log.warn("Vectors could not be looked after", { error }),
  );
}

/** In every organisation; one that fails does not keep the others'. */
export async function keepFresh(platform: Platform): Promise<void> {
  const { rows } = await platform.db.withSystem("list organisations", (sql) =>
    sql.query<{ id: string }>("select id from organisation order by id"),
  );
  for (const { id: orgId } of rows) {
    try {
      const ctx = await systemContext(platform, orgId, "keep fresh");
      await ensurePartitions(ctx);
      await askForVectors(ctx);
    } catch (error) {
      platform.log.warn("Vectors could not be looked after", { orgId, error });
    }
  }
}

/** Promises what an organisation needs now, if anything. */
export async function askForVectors(ctx: Context): Promise<void> {
  const needed = await neededIn(ctx);
  if (needed) await requestPrecompute(ctx, { onlyStale: needed === "stale" });
}

/** What an organisation needs now: all vectors, those that no longer stand, or none. */
async function neededIn(ctx: Context): Promise<"all" | "stale" | null> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ scorer: boolean; busy: boolean; nightly: boolean; stale: boolean }>(
      `select ${hasScorerSql} as scorer,
              exists (select from feature_run where org_id = $1 and status in ('queued', 'running')) as busy,
              exists (select from feature_run where org_id = $1 and not only_stale and created_at >= $2) as nightly,
              exists (select from lead_vector v join lead l on l.org_id = v.org_id and l.id = v.lead_id
                       where v.org_id = $1 and v.stale_at <= $3 and l.status = 'open') as stale`,
      [ctx.orgId, lastNight(ctx), ctx.now()],
    ),
  );
  const [found] = rows;
  if (!found?.scorer || found.busy) return null;
  if (!found.nightly) return "all";
  return found.stale ? "stale" : null;
}

/** The latest half past two in the morning. */
export function lastNight(ctx: Pick<Context, "organisation" | "now">): Date {
  const ahead = featureSettings(ctx.organisation).utcOffsetMinutes * 60_000 - nightlyAt;
  return new Date(Math.floor((ctx.now().getTime() + ahead) / dayMs) * dayMs - ahead);
}

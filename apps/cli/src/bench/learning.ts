import { systemContext } from "@leadlift/services/context";
import { loadDemo } from "@leadlift/services/demo/load";
import { type Learning, measureLearning } from "@leadlift/services/demo/measure-learning";
import { ownInstallation } from "./own-installation.ts";
import { slope } from "./slope.ts";

export interface LearningBenchOptions {
  leads: number;
  eventsPerLead: number;
  /** also ask leads the questions they have not answered */
  profiling: boolean;
  signal: AbortSignal;
}

export interface LearningResult extends Learning {
  load: {
    leads: number;
    events: number;
    seconds: number;
    /** of the loading process, after it has warmed up; null: too few events to tell */
    rssSlopeMbPerMillion: number | null;
  };
}

const warmUp = 0.2;

/** Loads the sample brokerage into an installation of its own and measures what can be learnt from it. */
export async function measureSample(
  options: LearningBenchOptions,
  onStep: (step: string) => void,
): Promise<LearningResult> {
  const own = await ownInstallation(onStep);
  try {
    const memory: { share: number; mb: number }[] = [];
    const started = performance.now();
    const { orgId, leads } = await loadDemo(own.platform, {
      ...options,
      onProgress(share) {
        memory.push({ share, mb: process.memoryUsage().rss / 1024 ** 2 });
        onStep(`Loading the sample: ${Math.round(100 * share)} %`);
      },
    });
    const seconds = Math.round((performance.now() - started) / 1000);
    const ctx = await systemContext(own.platform, orgId, "bench");
    const { rows } = await ctx.db.withOrgSql(orgId, (sql) =>
      sql.query<{ events: number }>("select count(*)::int as events from event where org_id = $1", [orgId]),
    );
    const events = rows[0]?.events ?? 0;
    const warm = memory.filter(({ share }) => share > warmUp);
    const millions = events / 1e6;
    const rssSlopeMbPerMillion =
      warm.length < 10 ? null : Math.round(slope(warm.map(({ share, mb }) => [share * millions, mb])));
    const learning = await measureLearning(ctx, { ...options, asking: options.profiling, onStep });
    return { load: { leads, events, seconds, rssSlopeMbPerMillion }, ...learning };
  } finally {
    await own.close();
  }
}

import type { Context } from "../../context.ts";
import { ensurePartitions } from "../../event/partitions.ts";
import { refoldUnfolded } from "../../feature/refold-unfolded.ts";
import type { Intake } from "../intake.ts";
import { cellsOf } from "../lead-intake.ts";
import { draftActivity } from "./draft-activity.ts";
import type { ActivityMapping } from "./mapping.ts";
import { planActivities } from "./plan.ts";
import { type ActivityRow, storeActivities } from "./store-activities.ts";

/** What people did before: recorded as if it had been known when it happened, where nothing was scored without it. */
export async function activityIntake(
  ctx: Context,
  importId: string,
  mapping: ActivityMapping,
): Promise<Intake<ActivityRow>> {
  await ensurePartitions(ctx);
  const plan = planActivities(mapping, ctx.organisation.timezone);
  const now = ctx.now();
  return {
    batchRows: 1_000,
    take(names, values) {
      const warned: string[] = [];
      const drafted = draftActivity(values, plan, {
        now,
        warn: ({ column }, code) => warned.push(`${column} ${code}`),
      });
      if (!drafted.ok) return { refused: { code: drafted.code, params: drafted.params } };
      const { draft } = drafted;
      return { row: { draft, eventId: eventIdOf(ctx, draft.activityId, names, values) }, warned };
    },
    store: (sql, rows) => storeActivities(sql, ctx, importId, rows),
    complete: (signal) => refoldUnfolded(ctx, { signal }),
  };
}

/** An activity without an id is told by all its cells, whatever the order of the columns. */
function eventIdOf(
  ctx: Context,
  activityId: string | null,
  names: readonly string[],
  values: readonly string[],
): string {
  const told =
    activityId === null
      ? cellsOf(names, values)
          .map((cell) => JSON.stringify(cell))
          .sort()
          .join()
      : JSON.stringify(activityId);
  return `import ${Buffer.from(ctx.organisation.crypto.blindIndex("row", `activity ${told}`)).toString("hex")}`;
}

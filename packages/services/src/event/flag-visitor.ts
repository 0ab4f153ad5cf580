import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { holdStates } from "../feature/held-states.ts";
import { requirePermission } from "../permissions.ts";
import { recountWork } from "../work/recount-work.ts";
import { untilSettled } from "./moved-meanwhile.ts";
import { linksOf } from "./visitors.ts";

export const flagVisitorInput = z.object({
  visitorId: z.uuid().toLowerCase(),
  /** null takes back what was said: what the events tell holds again */
  bot: z.boolean().nullable(),
  reason: z.string().min(1).max(200),
});

/**
 * Says that a visitor is a bot, or is none whatever its agent and network tell; what it did is kept and counts
 * accordingly. What was clicked faster than a hand can counts in no case. Throws NOT_FOUND.
 */
export async function flagVisitor(ctx: Context, input: z.input<typeof flagVisitorInput>): Promise<void> {
  requirePermission(ctx, "quality.judge");
  const { visitorId, bot, reason } = flagVisitorInput.parse(input);
  await untilSettled(() =>
    ctx.db.withOrgSql(ctx.orgId, async (sql) => {
      const { rowCount } = await sql.query("select 1 from visitor where org_id = $1 and id = $2 for update", [
        ctx.orgId,
        visitorId,
      ]);
      if (rowCount === 0) throw notFound("This visitor");
      const links = await linksOf(sql, ctx, [visitorId]);
      const { rows: sent } = await sql.query<{ leadId: string }>(
        `select distinct lead_id as "leadId" from event
          where org_id = $1 and visitor_id = $2 and lead_id is not null`,
        [ctx.orgId, visitorId],
      );
      const leads = new Set([...(links.get(visitorId) ?? []), ...sent].map(({ leadId }) => leadId));
      const held = await holdStates(sql, ctx, [...leads]);
      await sql.query(
        `insert into visitor_flag (org_id, id, visitor_id, bot, reason, actor_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ctx.orgId,
          newId(),
          visitorId,
          bot,
          reason,
          ctx.actor.kind === "user" ? ctx.actor.userId : null,
          held.recordedAt,
        ],
      );
      for (const leadId of leads) held.refold(leadId);
      await held.settle({ promiseScores: true });
      await recountWork(sql, ctx, [...leads]);
      await audit(sql, ctx, {
        action: "visitor.flag",
        subjectType: "visitor",
        subjectId: visitorId,
        detail: { bot },
      });
    }),
  );
}

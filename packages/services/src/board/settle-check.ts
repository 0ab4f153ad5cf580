import type { OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { keptLeads } from "../lead/cluster.ts";
import { announce } from "../live/announce.ts";
import { lockLead, settleLead } from "../outcome/add-outcome.ts";
import { requirePermission } from "../permissions.ts";

export const settleCheckInput = z.object({
  outcomeId: z.uuid(),
  /** it was right after all */
  stands: z.boolean(),
});

/** Ends a dispute about an outcome. Throws NOT_FOUND where none is open, FORBIDDEN on one's own outcome. */
export async function settleCheck(
  ctx: Context,
  input: z.input<typeof settleCheckInput>,
): Promise<{ outcomeId: string; settled: "stands" | "struck" }> {
  requirePermission(ctx, "team.manage");
  const { outcomeId, stands } = settleCheckInput.parse(input);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ userId: string }>(
      `select user_id as "userId" from outcome_check
        where org_id = $1 and outcome_id = $2 and verdict = 'wrong' and settled is null for update`,
      [ctx.orgId, outcomeId],
    );
    const [check] = rows;
    if (!check) throw notFound("This dispute");
    if (ctx.actor.kind === "user" && ctx.actor.userId === check.userId) {
      throw new ServiceError("FORBIDDEN", "Somebody else settles what you have recorded yourself.");
    }
    await settle(sql, ctx, outcomeId, stands);
    return { outcomeId, settled: stands ? "stands" : "struck" };
  });
}

/** The same for all disputes about a lead but those about one's own word. */
export async function settleDisputes(
  sql: OrgSql,
  ctx: Context,
  leadId: string,
  stands: boolean,
): Promise<void> {
  const { rows } = await sql.query<{ outcomeId: string }>(
    `select outcome_id as "outcomeId" from outcome_check
      where org_id = $1 and lead_id = $2 and user_id is distinct from $3 and verdict = 'wrong' and settled is null
      for update`,
    [ctx.orgId, leadId, ctx.actor.kind === "user" ? ctx.actor.userId : null],
  );
  for (const { outcomeId } of rows) await settle(sql, ctx, outcomeId, stands);
}

/** Takes an outcome back while it is disputed. One that is taken back already stays so. */
export async function strikeOutcome(sql: OrgSql, ctx: Context, outcomeId: string): Promise<void> {
  await recount(sql, ctx, outcomeId, () =>
    sql.query(
      `update lead_outcome set undone_at = $3, undone_by = $4 where org_id = $1 and id = $2 and undone_at is null`,
      [ctx.orgId, outcomeId, ctx.now(), ctx.actor.kind === "user" ? ctx.actor.userId : null],
    ),
  );
}

async function settle(sql: OrgSql, ctx: Context, outcomeId: string, stands: boolean): Promise<void> {
  const { rows } = await sql.query<{ leadId: string }>(
    `update outcome_check set settled = $3, settled_by = $4, settled_at = $5
      where org_id = $1 and outcome_id = $2 returning lead_id as "leadId"`,
    [
      ctx.orgId,
      outcomeId,
      stands ? "stands" : "struck",
      ctx.actor.kind === "user" ? ctx.actor.userId : null,
      ctx.now(),
    ],
  );
  const [check] = rows;
  if (!check) throw notFound("This dispute");
  if (stands) {
    // What whoever recorded it took back themselves stays taken back.
    await recount(sql, ctx, outcomeId, () =>
      sql.query(
        `update lead_outcome o set undone_at = null, undone_by = null
           from outcome_check c
          where o.org_id = $1 and o.id = $2 and c.org_id = o.org_id and c.outcome_id = o.id
            and o.undone_by is not distinct from c.checked_by
            and not exists (
              select from act a
               where a.org_id = o.org_id and a.lead_id = c.lead_id and a.undone_at is not null
                 and a.effects @> jsonb_build_array(jsonb_build_object('kind', 'outcome', 'id', o.id)))`,
        [ctx.orgId, outcomeId],
      ),
    );
  }
  await audit(sql, ctx, {
    action: stands ? "board.restore-outcome" : "board.strike-outcome",
    subjectType: "lead",
    subjectId: check.leadId,
    detail: { outcomeId },
  });
}

/** A change of one outcome, with all that follows for the lead that it is of. */
async function recount(
  sql: OrgSql,
  ctx: Context,
  outcomeId: string,
  change: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await sql.query<{ leadId: string }>(
    `select lead_id as "leadId" from lead_outcome where org_id = $1 and id = $2`,
    [ctx.orgId, outcomeId],
  );
  const [leadId] = await keptLeads(
    sql,
    ctx,
    rows.map((row) => row.leadId),
  );
  if (leadId === undefined) throw notFound("This outcome");
  await lockLead(sql, ctx, leadId);
  await change();
  await settleLead(sql, ctx, leadId);
  await promiseJob(sql, ctx, "lead.score", { orgId: ctx.orgId, leadId });
  await announce(sql, ctx, { kind: "lead", leadIds: [leadId] });
}

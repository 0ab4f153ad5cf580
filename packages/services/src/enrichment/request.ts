import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { requirePermission } from "../permissions.ts";
import { mayEnrich } from "./subject.ts";

export const requestEnrichmentInput = z.object({ leadId: z.uuid() });

/** Has a lead enriched. Throws NOT_FOUND, and CONFLICT with a sentence where there is nobody to ask or no consent. */
export async function requestEnrichment(
  ctx: Context,
  { leadId }: z.output<typeof requestEnrichmentInput>,
): Promise<{ jobId: string }> {
  requirePermission(ctx, "lead.work");
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const { rows } = await sql.query<{ open: boolean; provider: boolean }>(
      `select status = 'open' and merged_into is null as open,
              exists (select from enrichment_provider p where p.org_id = $1 and p.enabled) as provider
         from lead where org_id = $1 and id = $2`,
      [ctx.orgId, leadId],
    );
    const [lead] = rows;
    if (!lead) throw notFound("This lead");
    if (!lead.open) throw new ServiceError("CONFLICT", "Only open leads are enriched.");
    if (!lead.provider) throw new ServiceError("CONFLICT", "No provider of enrichment is switched on.");
    if (!(await mayEnrich(sql, ctx, leadId))) {
      throw new ServiceError("CONFLICT", "This person has not consented to enrichment.");
    }
    return { jobId: await promiseJob(sql, ctx, "lead.enrich", { orgId: ctx.orgId, leadId }) };
  });
}

import { z } from "zod";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { loadConsents } from "../feature/load-consents.ts";
import { requirePermission } from "../permissions.ts";
import { type CurrentConsent, currentConsents } from "./current.ts";
import { type Purpose, purposes } from "./purposes.ts";

export const leadConsentsInput = z.object({ leadId: z.uuid() });

export interface LeadConsent extends CurrentConsent {
  purpose: Purpose;
}

/** What holds for a lead now: of all whose enquiries it is made of, the strictest. Throws NOT_FOUND. */
export async function leadConsents(
  ctx: Context,
  input: z.input<typeof leadConsentsInput>,
): Promise<LeadConsent[]> {
  requirePermission(ctx, "lead.read");
  const { leadId } = leadConsentsInput.parse(input);
  const consents = await ctx.db.withOrgSql(ctx.orgId, (sql) => loadConsents(sql, ctx, [leadId]));
  const persons = consents.personsOf(leadId);
  if (persons.length === 0) throw notFound("This lead");
  const current = currentConsents(consents.factsOf(leadId), persons, ctx.now().getTime());
  return purposes.map((purpose) => ({ purpose, ...current[purpose] }));
}

import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { promiseJob } from "../jobs/promise.ts";
import { requirePermission } from "../permissions.ts";
import { EnrichmentFailure } from "./adapter.ts";
import { askOnce } from "./ask-once.ts";
import type { PlainValue } from "./mapping.ts";
import { oneProvider, type Provider } from "./providers.ts";
import { type LeadSubject, readSubject } from "./subject.ts";

export const tryProviderInput = z.object({ providerId: z.uuid(), leadId: z.uuid() });

/** `cached`: the answer stood already and nobody was asked. `kept`: the lead is getting it. */
export type Tried =
  | { outcome: "found"; values: Readonly<Record<string, PlainValue>>; cached: boolean; kept: boolean }
  | { outcome: "unknown"; cached: boolean }
  | { outcome: "over_budget" | "nothing_to_ask_with" }
  | { outcome: "failed"; code: string };

/**
 * Asks one provider once about one lead, within its budget, also while it is switched off. What it answers stands as
 * any answer does. Throws NOT_FOUND, and CONFLICT with a sentence where the person has not consented.
 */
export async function tryProvider(
  ctx: Context,
  { providerId, leadId }: z.output<typeof tryProviderInput>,
  { signal }: { signal: AbortSignal },
): Promise<Tried> {
  requirePermission(ctx, "organisation.manage");
  const { found, lead } = await ctx.db.withOrgSql(ctx.orgId, async (sql) => ({
    found: await oneProvider(sql, ctx, providerId),
    lead: await readSubject(sql, ctx, leadId),
  }));
  if (!found) throw notFound("This provider");
  if (lead === "gone") throw new ServiceError("CONFLICT", "Only open leads are enriched.");
  if (lead === "no_consent") {
    throw new ServiceError("CONFLICT", "This person has not consented to enrichment.");
  }
  const answer = await askAbout(ctx, found.provider, lead, signal);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await audit(sql, ctx, {
      action: "enrichment-provider.try",
      subjectType: "enrichment_provider",
      subjectId: providerId,
      detail: { leadId, outcome: answer.outcome },
    });
    if (answer.outcome !== "found" || !found.enabled) return answer;
    await promiseJob(sql, ctx, "lead.enrich", { orgId: ctx.orgId, leadId });
    return { ...answer, kept: true };
  });
}

async function askAbout(
  ctx: Context,
  provider: Provider,
  { personId, crypto, subject }: LeadSubject,
  signal: AbortSignal,
): Promise<Tried> {
  const question = provider.adapter.question(subject);
  if (!question) return { outcome: "nothing_to_ask_with" };
  try {
    const answer = await askOnce(ctx, provider, question, { personId, crypto }, signal);
    if (answer.status !== "found") {
      return answer.status === "unknown"
        ? { outcome: "unknown", cached: answer.cached }
        : { outcome: "over_budget" };
    }
    return { outcome: "found", values: answer.values, cached: answer.cached, kept: false };
  } catch (error) {
    if (!(error instanceof EnrichmentFailure)) throw error;
    return { outcome: "failed", code: error.code };
  }
}

import { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { EnrichmentFailure } from "./adapter.ts";
import { askOnce } from "./ask-once.ts";
import { keepEnriched } from "./keep-enriched.ts";
import type { PlainValue } from "./mapping.ts";
import { enabledProviders, type Provider } from "./providers.ts";
import { type LeadSubject, type NotEnriched, readSubject } from "./subject.ts";

export const enrichLeadInput = z.object({ leadId: z.uuid() });

/** `fields`: attributes that are new or say something else than before, without their prefix. */
export interface LeadEnriched {
  state: NotEnriched | "asked";
  fields: string[];
}

/**
 * Asks the organisation's providers about a lead whose person consents, and keeps what they say. Doing it again asks
 * nothing that was answered. Throws UNAVAILABLE, after the others were asked, when one should be asked again.
 */
export async function enrichLead(
  ctx: Context,
  { leadId }: z.output<typeof enrichLeadInput>,
  { signal }: { signal: AbortSignal },
): Promise<LeadEnriched> {
  const found = await ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const providers = await enabledProviders(sql, ctx);
    if (providers.length === 0) return "no_provider" as const;
    const lead = await readSubject(sql, ctx, leadId);
    return typeof lead === "string" ? lead : { lead, providers };
  });
  if (typeof found === "string") return { state: found, fields: [] };

  const values = new Map<string, PlainValue>();
  const from = new Set<string>();
  let complete = true;
  let again = false;
  for (const provider of found.providers) {
    const answer = await askOne(ctx, provider, found.lead, signal);
    if (answer.status === "failed") again ||= answer.retry;
    if (answer.status === "failed" || answer.status === "over_budget") complete = false;
    if (answer.status !== "found") continue;
    from.add(provider.name);
    for (const [key, value] of Object.entries(answer.values)) if (!values.has(key)) values.set(key, value);
  }
  const fields = await keepEnriched(ctx, { leadId, values, from: [...from], complete });
  if (again) throw new ServiceError("UNAVAILABLE", "A provider of enrichment gave no answer.");
  return { state: "asked", fields };
}

type Asked =
  | { status: "found"; values: Readonly<Record<string, PlainValue>> }
  | { status: "unknown" | "over_budget" | "nothing_to_ask_with" }
  | { status: "failed"; retry: boolean };

async function askOne(
  ctx: Context,
  provider: Provider,
  { personId, crypto, subject }: LeadSubject,
  signal: AbortSignal,
): Promise<Asked> {
  const question = provider.adapter.question(subject);
  if (!question) return { status: "nothing_to_ask_with" };
  try {
    return await askOnce(ctx, provider, question, { personId, crypto }, signal);
  } catch (error) {
    if (!(error instanceof EnrichmentFailure)) throw error;
    ctx.log.warn("A provider of enrichment gave no answer", { code: error.code });
    return { status: "failed", retry: error.retry };
  }
}

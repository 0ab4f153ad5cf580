import { isDeepStrictEqual } from "node:util";
import type { Tx } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { notFound, ServiceError } from "../errors.ts";
import { isPrivateHost, isPublicTarget } from "../outbound/ask.ts";
import { requirePermission } from "../permissions.ts";
import { needsSecret, type ProviderSettings, providerInput } from "./provider-settings.ts";
import { mostProviders, secretPlace } from "./providers.ts";

export const putProviderInput = providerInput;

/** Adds a provider of enrichment or replaces what is set of one. Throws NOT_FOUND, BAD_INPUT, CONFLICT. */
export async function putProvider(
  ctx: Context,
  input: z.input<typeof putProviderInput>,
): Promise<{ id: string; created: boolean }> {
  requirePermission(ctx, "organisation.manage");
  const { id: given, secret, settings, ...plain } = putProviderInput.parse(input);
  checkHosts(ctx, settings);
  const id = given ?? newId();
  const { orgId } = ctx;
  return ctx.db.withOrg(orgId, async (tx) => {
    // One at a time, so that their number is known.
    await tx.$queryRaw`select 1 from organisation where id = ${orgId}::uuid for no key update`;
    const before = given ? await tx.enrichmentProvider.findFirst({ where: { orgId, id } }) : null;
    if (given && !before) throw notFound("This provider");
    await checkOthers(tx, ctx, id, plain.name);
    const secretSealed =
      secret === undefined
        ? (before?.secretSealed ?? null)
        : ctx.organisation.crypto.seal(secretPlace(id), secret);
    if (!secretSealed && needsSecret(settings)) {
      throw new ServiceError("BAD_INPUT", "This provider is asked with a secret: enter it.");
    }
    const data = { ...plain, settings, secretSealed, updatedAt: ctx.now() };
    if (before) {
      await tx.enrichmentProvider.update({ where: { orgId_id: { orgId, id } }, data, select: { id: true } });
      // Under other settings its answers would be others.
      const same = isDeepStrictEqual(before.settings, settings);
      if (!same) await tx.enrichmentResult.deleteMany({ where: { orgId, providerId: id } });
    } else {
      const createdBy = ctx.actor.kind === "user" ? ctx.actor.userId : null;
      await tx.enrichmentProvider.create({ data: { ...data, orgId, id, createdBy, createdAt: ctx.now() } });
    }
    await audit(tx, ctx, {
      action: before ? "enrichment-provider.change" : "enrichment-provider.create",
      subjectType: "enrichment_provider",
      subjectId: id,
      detail: {
        enabled: plain.enabled,
        host: new URL(settings.url).host,
        monthlyBudget: plain.monthlyBudget,
        secretChanged: secret !== undefined,
      },
    });
    return { id, created: !before };
  });
}

function checkHosts(ctx: Context, { url, login }: ProviderSettings): void {
  for (const each of [url, ...(login ? [login.url] : [])]) {
    const target = new URL(each);
    if (isPublicTarget(target) || isPrivateHost(target, ctx.privateHosts)) continue;
    throw new ServiceError(
      "BAD_INPUT",
      "Requests to {host} are not allowed: it must be a public host asked over https at its usual port, or be named in LEADLIFT_PRIVATE_HOSTS.",
      { host: target.host },
    );
  }
}

async function checkOthers(tx: Tx, { orgId }: Context, id: string, name: string): Promise<void> {
  const others = await tx.enrichmentProvider.findMany({
    where: { orgId, id: { not: id } },
    select: { name: true },
  });
  if (others.some((other) => other.name === name)) {
    throw new ServiceError("CONFLICT", "Another provider has this name.");
  }
  if (others.length >= mostProviders) {
    throw new ServiceError("CONFLICT", "There can be {limit} providers at most.", {
      limit: mostProviders,
    });
  }
}

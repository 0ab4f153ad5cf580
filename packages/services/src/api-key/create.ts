import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { requirePermission } from "../permissions.ts";
import { newSecretKey, newSiteKey } from "./key-text.ts";
import { openSandbox } from "./sandbox.ts";
import { type Scope, scopes } from "./scopes.ts";

const origin = z
  .string()
  .max(200)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: "must be the address of a site, for instance https://www.example.in",
  })
  .transform((text) => new URL(text).origin);

const name = z.string().trim().min(1).max(100);
const expiresAt = z.coerce.date().optional();

export const createApiKeyInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("secret"),
    name,
    expiresAt,
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .transform((given) => scopes.filter((scope) => given.includes(scope))),
    /** works in a sandbox beside the organisation, on data of its own */
    test: z.boolean().default(false),
    /** requests; without it as many as the installation says */
    perSecond: z.int().min(1).max(100_000).optional(),
  }),
  z.object({ kind: z.literal("site"), name, expiresAt, origins: z.array(origin).min(1).max(50) }),
]);

/** A page's own script may bring events and nothing else. */
const siteScopes: readonly Scope[] = ["events:write"];

/**
 * Makes a key for a program, or one for the tracking snippet of named sites.
 * A test key lies in the sandbox, which its first one opens. A secret key's text is returned this once and cannot be had again.
 */
export async function createApiKey(
  ctx: Context,
  input: z.input<typeof createApiKeyInput>,
): Promise<{ id: string; key: string }> {
  requirePermission(ctx, "key.manage");
  const given = createApiKeyInput.parse(input);
  const { kind, name, expiresAt } = given;
  if (expiresAt && expiresAt <= ctx.now()) {
    throw new ServiceError("BAD_INPUT", "The key would have expired already: choose a later time.");
  }
  const { orgId } = ctx;
  const id = newId();
  const test = kind === "secret" && given.test;
  const secret = kind === "secret" ? newSecretKey(test) : null;
  const prefix = secret ? secret.prefix : newSiteKey();
  const granted = kind === "secret" ? given.scopes : siteScopes;
  await ctx.db.withOrg(orgId, async (tx) => {
    const data = {
      id,
      kind,
      name,
      prefix,
      hash: secret ? new Uint8Array(secret.hash) : null,
      scopes: [...granted],
      origins: kind === "site" ? [...new Set(given.origins)] : [],
      perSecond: (kind === "secret" && given.perSecond) || null,
      createdBy: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      createdAt: ctx.now(),
      expiresAt: expiresAt ?? null,
    };
    if (test) {
      const sandboxId = await openSandbox(tx, ctx);
      await ctx.db.withOrg(sandboxId, (at) => at.apiKey.create({ data: { ...data, orgId: sandboxId } }));
    } else await tx.apiKey.create({ data: { ...data, orgId } });
    await audit(tx, ctx, {
      action: "api-key.create",
      subjectType: "api_key",
      subjectId: id,
      detail: { kind, prefix, test, scopes: granted.join(" "), expiresAt: expiresAt?.toISOString() ?? null },
    });
  });
  return { id, key: secret ? secret.text : prefix };
}

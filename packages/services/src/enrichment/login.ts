import { createHash } from "node:crypto";
import { z } from "zod";
import { ask } from "../outbound/ask.ts";
import { EnrichmentFailure } from "./adapter.ts";
import type { HttpProvider } from "./provider-settings.ts";

const granted = z.object({ access_token: z.string().min(1).max(10_000), expires_in: z.number().positive() });
/** A token that ends while its request is under way is of no use. */
const marginMs = 60_000;
const mostTokens = 1_000;
const tokens = new Map<string, { token: string; until: number }>();

/** What stands for {secret}: the secret itself or, where one has to log in, the token that it is exchanged for. */
export async function tokenFor(provider: HttpProvider, signal: AbortSignal): Promise<string | null> {
  const { settings, secret, privateHosts } = provider;
  const { login, timeoutMs } = settings;
  if (!login || secret === null) return secret;
  const known = tokens.get(placeOf(provider));
  if (known && known.until > Date.now()) return known.token;
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (login.scope !== undefined) form.set("scope", login.scope);
  const { status, body } = await ask({
    method: "POST",
    url: login.url,
    headers: {
      accept: "application/json",
      authorization: `Basic ${Buffer.from(secret).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: form.toString(),
    timeoutMs,
    signal,
    privateHosts,
  });
  // The provider was not asked: a log-in costs nothing.
  if (status !== 200) throw new EnrichmentFailure(`login_${status}`, { retry: status >= 500, sent: false });
  const { access_token: token, expires_in: seconds } = readGrant(body);
  tokens.delete(placeOf(provider));
  tokens.set(placeOf(provider), { token, until: Date.now() + seconds * 1_000 - marginMs });
  for (const oldest of tokens.keys()) {
    if (tokens.size <= mostTokens) break;
    tokens.delete(oldest);
  }
  return token;
}

export function forgetToken(provider: HttpProvider): void {
  tokens.delete(placeOf(provider));
}

function readGrant(body: string): z.output<typeof granted> {
  try {
    return granted.parse(JSON.parse(body));
  } catch {
    throw new EnrichmentFailure("login_no_token", { retry: false, sent: false });
  }
}

function placeOf({ settings, secret }: HttpProvider): string {
  return createHash("sha256")
    .update(JSON.stringify([settings.login, secret]))
    .digest("base64");
}

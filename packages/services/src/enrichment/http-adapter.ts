import { ask, NoAnswer } from "../outbound/ask.ts";
import { type EnrichmentAdapter, type EnrichmentAnswer, EnrichmentFailure } from "./adapter.ts";
import { forgetToken, tokenFor } from "./login.ts";
import { mapAnswer } from "./mapping.ts";
import type { HttpProvider, ProviderSettings } from "./provider-settings.ts";
import { type EnrichmentSubject, fillJson, fillText, placeholdersIn, subjectNames } from "./template.ts";

/** A provider that answers one HTTP request with JSON. */
export function httpAdapter(provider: HttpProvider): EnrichmentAdapter {
  const { url, body } = provider.settings;
  const needed = placeholdersIn([url, body]);
  const used = subjectNames.filter((name) => needed.has(name));
  return {
    question(subject) {
      const values = used.map((name) => [name, subject[name]] as const);
      if (values.some(([, value]) => value === null)) return null;
      return {
        text: JSON.stringify(values),
        ofPerson: used.some((name) => name !== "domain"),
        ask: (signal) => askProvider(provider, subject, signal),
      };
    },
  };
}

async function askProvider(
  provider: HttpProvider,
  subject: EnrichmentSubject,
  signal: AbortSignal,
): Promise<EnrichmentAnswer> {
  const { settings, privateHosts } = provider;
  const { method, url, headers, body, timeoutMs } = settings;
  // Logging in asks nothing yet.
  const secret = await failing(() => tokenFor(provider, signal), { sent: false });
  const values = { ...subject, secret: secret ?? "" };
  const filled = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), fillText(text, values)]);
  const { status, body: text } = await failing(() =>
    ask({
      method,
      url: fillText(url, values, encodeURIComponent),
      headers: {
        accept: "application/json",
        ...(body === null ? {} : { "content-type": "application/json" }),
        ...Object.fromEntries(filled),
      },
      body: body === null ? null : JSON.stringify(fillJson(body, values)),
      timeoutMs,
      signal,
      privateHosts,
    }),
  );
  if (status === 401) forgetToken(provider);
  return readAnswer(status, text, settings);
}

function readAnswer(status: number, text: string, { mapping }: ProviderSettings): EnrichmentAnswer {
  // 422: the address that was asked for cannot be right, which asking again does not change.
  if (status === 204 || status === 404 || status === 422) return { status: "unknown" };
  // 202: it is being looked up.
  if (status !== 200 && status !== 201) {
    const retry = status === 202 || status === 408 || status === 425 || status === 429 || status >= 500;
    throw new EnrichmentFailure(`http_${status}`, { retry, sent: true });
  }
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new EnrichmentFailure("no_json", { retry: false, sent: true });
  }
  const values = mapAnswer(answer, mapping);
  return Object.keys(values).length > 0 ? { status: "found", values } : { status: "unknown" };
}

/** What goes wrong outside, as the failure of a provider. */
async function failing<T>(work: () => Promise<T>, known: { sent?: boolean } = {}): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const { code, sent } = error;
    throw new EnrichmentFailure(
      code,
      { retry: code !== "refused_address" && code !== "too_large", sent, ...known },
      error,
    );
  }
}

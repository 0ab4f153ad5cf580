import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import type { PlainValue } from "@leadlift/services/enrichment/mapping";
import type { Tried } from "@leadlift/services/enrichment/try-provider";

const failures: Readonly<Record<string, string>> = {
  refused_address: "Its host leads to an inner network, which is not asked.",
  unreachable: "Nobody answers at its address.",
  timeout: "It took too long to answer.",
  too_large: "Its answer was larger than 1 MB.",
  broken_off: "It broke off in the middle of its answer.",
  no_json: "It answered with something that is no JSON.",
  login_no_token: "Logging in gave no token.",
  busy: "The same question is being asked at this moment.",
  http_400: "It did not understand the question (400). Check the address and the body.",
  http_401: "It does not accept the key (401).",
  http_402: "It wants to be paid (402).",
  http_403: "The key does not allow this question (403).",
  http_202: "It is still looking (202).",
  http_429: "It is asked too often (429).",
};

/** What went wrong, in one sentence. */
export function failureWords(code: string): string {
  const known = failures[code];
  if (known) return known;
  const [, kind, status] = /^(http|login)_(\d{3})$/.exec(code) ?? [];
  if (kind === "login") return `Logging in was refused (${status}). Check the key and the log-in address.`;
  if (!status) return `It gave no answer (${code}).`;
  if (status.startsWith("5")) return `It is out of order on its side (${status}).`;
  return status.startsWith("3")
    ? `It sends elsewhere (${status}), and nobody follows. Enter the address it sends to.`
    : `It refused the question (${status}).`;
}

/** Failures that only another setting ends; the others are tried again by themselves. */
export function waitsForSettings(code: string): boolean {
  return !/^(http_(202|408|425|429|5\d\d)|login_5\d\d|unreachable|timeout|broken_off|busy)$/.test(code);
}

export type ProviderState = "off" | "spent" | "failing" | "working";

export function providerState(provider: ListedProvider): ProviderState {
  if (!provider.enabled) return "off";
  if (provider.usedThisMonth >= provider.monthlyBudget) return "spent";
  return provider.lastError === null ? "working" : "failing";
}

export const stateWords: Readonly<
  Record<ProviderState, { label: string; tone: "plain" | "good" | "warn" | "bad" }>
> = {
  off: { label: "off", tone: "plain" },
  spent: { label: "budget used up", tone: "warn" },
  failing: { label: "failing", tone: "bad" },
  working: { label: "on", tone: "good" },
};

/** A value as it would stand with the lead. */
export function valueWords(value: PlainValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? String(value) : `“${value}”`;
}

/** "job_title" → "Job title" */
export function attributeWords(key: string): string {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a try came to, except for what was found. */
export function triedWords(tried: Tried): string {
  switch (tried.outcome) {
    case "found":
      return tried.cached ? "It said so before; nobody was asked again." : "It answered.";
    case "unknown":
      return tried.cached
        ? "It was asked before and knows nothing of this lead."
        : "It answered, and knows nothing of this lead that the mapping takes.";
    case "over_budget":
      return "This month’s budget is used up, so it was not asked.";
    case "nothing_to_ask_with":
      return "This lead lacks what the question needs, so it was not asked.";
    case "failed":
      return failureWords(tried.code);
  }
}

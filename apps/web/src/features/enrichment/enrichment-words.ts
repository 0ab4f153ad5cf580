import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import type { Tried } from "@leadlift/services/enrichment/try-provider";
import type { useTranslations } from "next-intl";

export type FailureTranslator = ReturnType<typeof useTranslations<"enrichment.failures">>;

/** What went wrong, in one sentence. */
export function failureText(code: string, words: FailureTranslator): string {
  const [, kind, status] = /^(http|login)_(\d{3})$/.exec(code) ?? [];
  if (kind === "login" && status) return words("login", { status });
  if (words.has(code as never)) return words(code as never);
  if (!status) return words("silent", { status: code });
  if (status.startsWith("5")) return words("theirs", { status });
  return words(status.startsWith("3") ? "elsewhere" : "refused", { status });
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

export const stateTones = {
  off: "plain",
  spent: "warn",
  failing: "bad",
  working: "good",
} as const satisfies Record<ProviderState, string>;

/** The key of what a try came to that did not fail. */
export function triedAs(tried: Exclude<Tried, { outcome: "failed" }>) {
  switch (tried.outcome) {
    case "found":
      return tried.cached ? "foundBefore" : "found";
    case "unknown":
      return tried.cached ? "unknownBefore" : "unknown";
    case "over_budget":
      return "overBudget";
    case "nothing_to_ask_with":
      return "lacks";
  }
}

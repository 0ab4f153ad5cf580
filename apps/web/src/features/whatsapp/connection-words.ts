import type { ConnectionView } from "@leadlift/services/connection/list";

/** What a reader has to know of a number first: the worst of it. */
export type ConnectionState = "refused" | "elsewhere" | "setup" | "waiting" | "works";

export function connectionState(connection: ConnectionView): ConnectionState {
  const { hasSecret, account, refusedAt, otherAccount, lastMessageAt } = connection;
  if (!hasSecret || account === null) return "setup";
  if (refusedAt) return "refused";
  if (otherAccount !== null) return "elsewhere";
  return lastMessageAt ? "works" : "waiting";
}

export const tones = {
  refused: "bad",
  elsewhere: "bad",
  setup: "warn",
  waiting: "warn",
  works: "good",
} as const satisfies Record<ConnectionState, string>;

/** What is wrong with what somebody typed; null: nothing. */
export function mistakeIn({
  account,
  secret,
}: {
  account?: string;
  secret?: string;
}): "account" | "secret" | null {
  if (account !== undefined && !/^\d{5,25}$/.test(account.trim())) return "account";
  if (secret !== undefined && !/^[\x21-\x7e]{16,200}$/.test(secret.trim())) return "secret";
  return null;
}

/** Meta sends to addresses that the whole internet reaches, and only encrypted. */
export function isReachable(apiUrl: string): boolean {
  return apiUrl.startsWith("https://");
}

import type { ApiKeyView } from "@leadlift/services/api-key/list";

export type KeyState = "working" | "expired" | "revoked";

export function keyState(
  { revokedAt, expiresAt }: Pick<ApiKeyView, "revokedAt" | "expiresAt">,
  now: Date,
): KeyState {
  if (revokedAt) return "revoked";
  return expiresAt && expiresAt <= now ? "expired" : "working";
}

/** Ends within two weeks: time to make the next one. */
export function endsSoon({ expiresAt }: Pick<ApiKeyView, "expiresAt">, now: Date): boolean {
  return expiresAt !== null && expiresAt > now && expiresAt.getTime() - now.getTime() < 14 * 86_400_000;
}

/** In days; null: it has no end. */
export const lifetimes = [30, 90, 365, null] as const;
export type Lifetime = (typeof lifetimes)[number];

export function expiryOf(days: Lifetime, now: Date): Date | undefined {
  return days === null ? undefined : new Date(now.getTime() + days * 86_400_000);
}

/** For which a replaced key goes on working, in hours. */
export const overlaps = [0, 1, 24, 72, 168] as const;

/** Of what was typed: undefined where nothing was, null where it is no number of requests a second. */
export function readPerSecond(text: string): number | undefined | null {
  if (text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= 100_000 ? number : null;
}

export interface Sites {
  origins: string[];
  /** the first line that is no address */
  wrong: string | null;
}

/** One address a line; those without https:// are given it. What comes after the host says nothing and is left out. */
export function readSites(text: string): Sites {
  const origins: string[] = [];
  for (const line of text.split(/[\s,]+/).filter(Boolean)) {
    const address = /^[a-z][a-z\d+.-]*:\/\//i.test(line) ? line : `https://${line}`;
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !/^https?:$/.test(url.protocol) || !/^(localhost|.+\..+)$/.test(url.hostname)) {
      return { origins, wrong: line };
    }
    if (!origins.includes(url.origin)) origins.push(url.origin);
  }
  return { origins, wrong: null };
}

/** What a page carries so that its visits are told, once they agree to it. */
export function snippetOf(apiUrl: string, key: string): string {
  return `<script>window.ll = window.ll || function () { (ll.q = ll.q || []).push(arguments) }</script>
<script async src="${apiUrl}/t.js" data-key="${key}"></script>`;
}

/** What an API key may be for. */
export const scopes = [
  "events:write",
  "leads:read",
  "leads:write",
  "leads:delete",
  "contacts:read",
  "outcomes:write",
  "listings:write",
  "consents:write",
  "score:read",
  "receipts:read",
  "webhooks:manage",
  "quality:read",
] as const;
export type Scope = (typeof scopes)[number];

export function isScope(value: unknown): value is Scope {
  return scopes.some((scope) => scope === value);
}

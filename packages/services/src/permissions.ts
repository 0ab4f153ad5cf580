import type { Scope } from "./api-key/scopes.ts";
import { ServiceError } from "./errors.ts";

export const roles = ["broker", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who asks: a person in a role, a program with an API key, or the system on its own account. */
export type Actor =
  | { kind: "user"; userId: string; role: Role; name: string }
  | { kind: "key"; keyId: string; scopes: readonly Scope[] }
  | { kind: "system"; name: string };

const everyone = ["broker", "manager", "admin"] as const;
const managing = ["manager", "admin"] as const;
const admins = ["admin"] as const;

const holders = {
  "lead.read": everyone,
  "lead.read-contact": everyone,
  "lead.work": everyone,
  "lead.assign": managing,
  "lead.delete": managing,
  "receipt.read": managing,
  "event.write": everyone,
  "consent.write": everyone,
  "listing.write": managing,
  "quality.read": managing,
  "quality.judge": managing,
  "model.read": everyone,
  "model.choose-columns": managing,
  "model.train": admins,
  "import.read": managing,
  "import.run": managing,
  "member.read": everyone,
  "member.manage": admins,
  "organisation.read": everyone,
  "organisation.manage": admins,
  "key.manage": admins,
  "webhook.manage": admins,
  "audit.read": admins,
  "today.read": everyone,
  "team.read": managing,
  "team.manage": managing,
  "board.read": everyone,
  "insights.read": managing,
  "view.share": managing,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof holders;
export const permissions = Object.keys(holders) as Permission[];

const granted: Readonly<Record<Scope, readonly Permission[]>> = {
  "events:write": ["event.write"],
  "leads:read": ["lead.read"],
  "leads:write": ["lead.read", "lead.work"],
  "leads:delete": ["lead.delete"],
  "contacts:read": ["lead.read-contact"],
  "outcomes:write": ["lead.work"],
  "listings:write": ["listing.write"],
  "consents:write": ["consent.write"],
  "score:read": ["lead.read", "model.read"],
  "receipts:read": ["receipt.read"],
  "webhooks:manage": ["webhook.manage"],
  "quality:read": ["quality.read"],
};

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

export function can(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = holders[permission];
  return allowed.includes(role);
}

/** Whether a key with this scope may do it. */
export function grants(scope: Scope, permission: Permission): boolean {
  return granted[scope].includes(permission);
}

/** Work that the system does on its own account is always allowed. */
export function allows({ actor }: { readonly actor: Actor }, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "key") return actor.scopes.some((scope) => grants(scope, permission));
  return can(actor.role, permission);
}

/** Throws FORBIDDEN. */
export function requirePermission(ctx: { readonly actor: Actor }, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === "system" || allows(ctx, permission)) return;
  if (actor.kind === "key") {
    throw new ServiceError("FORBIDDEN", "The scopes of this key do not allow this.", { permission });
  }
  throw new ServiceError("FORBIDDEN", "Your role, {role}, does not allow this.", {
    permission,
    role: actor.role,
  });
}

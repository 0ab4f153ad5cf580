import { ServiceError } from "./errors.ts";

export const roles = ["broker", "manager", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who asks: a person in a role, or the system on its own account. */
export type Actor =
  | { kind: "user"; userId: string; role: Role; name: string }
  | { kind: "system"; name: string };

const everyone = ["broker", "manager", "admin"] as const;
const managing = ["manager", "admin"] as const;
const admins = ["admin"] as const;

const holders = {
  "lead.read": everyone,
  "lead.read-contact": everyone,
  "lead.work": everyone,
  "lead.assign": managing,
  "model.read": everyone,
  "model.train": admins,
  "import.read": managing,
  "import.run": managing,
  "member.read": everyone,
  "member.manage": admins,
  "organisation.read": everyone,
  "organisation.manage": admins,
  "audit.read": admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof holders;
export const permissions = Object.keys(holders) as Permission[];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

export function can(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = holders[permission];
  return allowed.includes(role);
}

/** Throws FORBIDDEN. Work that the system does on its own account is always allowed. */
export function requirePermission(ctx: { readonly actor: Actor }, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === "system" || can(actor.role, permission)) return;
  throw new ServiceError("FORBIDDEN", `Your role, ${actor.role}, does not allow this.`, { permission });
}

import { describe, expect, test } from "vitest";
import type { ServiceError } from "./errors.ts";
import { can, type Permission, permissions, type Role, requirePermission, roles } from "./permissions.ts";

const table: Record<Permission, readonly Role[]> = {
  "lead.read": ["broker", "manager", "admin"],
  "lead.read-contact": ["broker", "manager", "admin"],
  "lead.work": ["broker", "manager", "admin"],
  "lead.assign": ["manager", "admin"],
  "model.read": ["broker", "manager", "admin"],
  "model.train": ["admin"],
  "import.read": ["manager", "admin"],
  "import.run": ["manager", "admin"],
  "member.read": ["broker", "manager", "admin"],
  "member.manage": ["admin"],
  "organisation.read": ["broker", "manager", "admin"],
  "organisation.manage": ["admin"],
  "audit.read": ["admin"],
};

test("every permission is in the table", () => {
  expect([...permissions].sort()).toEqual(Object.keys(table).sort());
});

describe.each(roles)("%s", (role) => {
  test.each(permissions)("%s is held exactly when the table says so", (permission) => {
    const allowed = table[permission].includes(role);
    expect(can(role, permission)).toBe(allowed);
    const ask = () =>
      requirePermission({ actor: { kind: "user", userId: "u", role, name: "Somebody" } }, permission);
    if (allowed) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: "FORBIDDEN" }) as ServiceError);
  });
});

test("work of the system itself is always allowed", () => {
  for (const permission of permissions) {
    expect(() => requirePermission({ actor: { kind: "system", name: "relay" } }, permission)).not.toThrow();
  }
});

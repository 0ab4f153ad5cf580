import { describe, expect, test } from "vitest";
import { type Scope, scopes } from "./api-key/scopes.ts";
import type { ServiceError } from "./errors.ts";
import {
  can,
  grants,
  type Permission,
  permissions,
  type Role,
  requirePermission,
  roles,
} from "./permissions.ts";

const table: Record<Permission, readonly Role[]> = {
  "lead.read": ["broker", "manager", "admin"],
  "lead.read-contact": ["broker", "manager", "admin"],
  "lead.work": ["broker", "manager", "admin"],
  "lead.assign": ["manager", "admin"],
  "lead.delete": ["manager", "admin"],
  "receipt.read": ["manager", "admin"],
  "event.write": ["broker", "manager", "admin"],
  "consent.write": ["broker", "manager", "admin"],
  "listing.write": ["manager", "admin"],
  "quality.read": ["manager", "admin"],
  "quality.judge": ["manager", "admin"],
  "model.read": ["broker", "manager", "admin"],
  "model.choose-columns": ["manager", "admin"],
  "model.train": ["admin"],
  "import.read": ["manager", "admin"],
  "import.run": ["manager", "admin"],
  "member.read": ["broker", "manager", "admin"],
  "member.manage": ["admin"],
  "organisation.read": ["broker", "manager", "admin"],
  "organisation.manage": ["admin"],
  "key.manage": ["admin"],
  "webhook.manage": ["admin"],
  "audit.read": ["admin"],
  "today.read": ["broker", "manager", "admin"],
  "team.read": ["manager", "admin"],
  "team.manage": ["manager", "admin"],
  "board.read": ["broker", "manager", "admin"],
  "insights.read": ["manager", "admin"],
  "view.share": ["manager", "admin"],
};

const ofScope: Record<Scope, readonly Permission[]> = {
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

describe.each(scopes)("a key with the scope %s", (scope) => {
  test.each(permissions)("holds %s exactly when the table says so", (permission) => {
    const allowed = ofScope[scope].includes(permission);
    expect(grants(scope, permission)).toBe(allowed);
    const ask = () => requirePermission({ actor: { kind: "key", keyId: "k", scopes: [scope] } }, permission);
    if (allowed) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: "FORBIDDEN" }) as ServiceError);
  });
});

test("a key without scopes may do nothing", () => {
  for (const permission of permissions) {
    const ask = () => requirePermission({ actor: { kind: "key", keyId: "k", scopes: [] } }, permission);
    expect(ask).toThrow(expect.objectContaining({ code: "FORBIDDEN" }) as ServiceError);
  }
});

test("work of the system itself is always allowed", () => {
  for (const permission of permissions) {
    expect(() => requirePermission({ actor: { kind: "system", name: "relay" } }, permission)).not.toThrow();
  }
});

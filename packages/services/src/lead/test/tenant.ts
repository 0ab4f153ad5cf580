import { createBlobStore } from "@leadlift/db/blobs";
import { type TestDatabase, testDatabase } from "@leadlift/db/test/database";
import { createMember, createOrganisation, type TestOrganisation } from "@leadlift/db/test/factories";
import { type Context, type Role, systemContext, userContext } from "../../context.ts";
import { readEnvironment } from "../../environment.ts";
import { createLogger } from "../../log.ts";
import type { Platform } from "../../platform.ts";

export interface TestPlatform extends Platform {
  db: TestDatabase;
}

export async function testPlatform(): Promise<TestPlatform> {
  const db = await testDatabase({ poolSize: 6 });
  const log = createLogger({ level: "silent", application: "test" });
  // All suites ask from one address, more than anybody should.
  const env = readEnvironment({ LEADLIFT_ADDRESS_PER_SECOND: "100000" });
  return { env, db, blobs: createBlobStore(db), log };
}

/** An organisation of a suite's own, with somebody in every role. */
export interface Tenant extends Record<Role, Context> {
  org: TestOrganisation;
  system: Context;
  /** another broker */
  colleague: Context;
}

export async function createTenant(
  platform: TestPlatform,
  overrides: Parameters<typeof createOrganisation>[1] = {},
): Promise<Tenant> {
  const org = await createOrganisation(platform.db, overrides);
  const as = async (role: Role, name: string) => {
    const { userId } = await createMember(platform.db, org, { role, name });
    return userContext(platform, { userId, orgId: org.id, role, name, orgName: org.name });
  };
  return {
    org,
    system: await systemContext(platform, org.id),
    broker: await as("broker", "Bina Shah"),
    colleague: await as("broker", "Chetan Rao"),
    manager: await as("manager", "Meera Nair"),
    admin: await as("admin", "Arun Das"),
  };
}

export function userIdOf(ctx: Context): string {
  if (ctx.actor.kind !== "user") throw new Error("This context has no user.");
  return ctx.actor.userId;
}

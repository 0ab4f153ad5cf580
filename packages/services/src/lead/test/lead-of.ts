import { createLead } from "@leadlift/db/test/factories";
import type { Tenant, TestPlatform } from "./tenant.ts";

/** An open lead of the tenant's, for suites of apps, which do not open the database. */
export function leadOf(
  platform: TestPlatform,
  tenant: Tenant,
  overrides: Parameters<typeof createLead>[2] = {},
): ReturnType<typeof createLead> {
  return createLead(platform.db, tenant.org, overrides);
}

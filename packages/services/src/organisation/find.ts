import { ServiceError } from "../errors.ts";
import type { Platform } from "../platform.ts";

/** The id of the organisation with this short name. Throws NOT_FOUND with the names there are. */
export async function findOrganisation(platform: Platform, slug: string): Promise<{ orgId: string }> {
  const { rows } = await platform.db.authPool.query<{ id: string; slug: string }>(
    "select id, slug from organization order by slug",
  );
  const found = rows.find((row) => row.slug === slug);
  if (found) return { orgId: found.id };
  const there = rows.map((row) => row.slug).join(", ");
  throw new ServiceError("NOT_FOUND", {
    worded:
      there === ""
        ? "There is no organisation yet: make one with leadlift organisation create."
        : `There is no organisation "${slug}"; there is ${there}.`,
  });
}

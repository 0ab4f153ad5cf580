import type { Platform } from "../platform.ts";

/** Ends a person's sessions in one organisation; those in others go on. */
export async function endSessions(
  { db }: Pick<Platform, "db">,
  { orgId, userId }: { orgId: string; userId: string },
): Promise<void> {
  await db.authPool.query(
    `delete from session s
      where s."userId" = $1 and (s."activeOrganizationId" is not distinct from $2 or s."activeOrganizationId" is null
         or not exists (select from member m where m."userId" = $1 and m."organizationId" = s."activeOrganizationId"))`,
    [userId, orgId],
  );
}

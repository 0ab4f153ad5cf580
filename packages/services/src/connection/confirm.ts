import { answerHandshake } from "@leadlift/connectors/whatsapp";
import type { Platform } from "../platform.ts";
import { findConnection } from "./find-connection.ts";

/** What Meta gets back that asks whether an address is ours; null: it does not know the connection's token. */
export async function confirmConnection(
  platform: Platform,
  { connectionId, query }: { connectionId: string; query: unknown },
): Promise<string | null> {
  const found = await findConnection(platform, connectionId);
  const challenge = found && answerHandshake(query, found.connection.verifyToken);
  if (!found || challenge === null) return null;
  const { orgId } = found.ctx;
  await platform.db.withOrgSql(orgId, (sql) =>
    sql.query("update connection set verified_at = $3 where org_id = $1 and id = $2", [
      orgId,
      connectionId,
      found.ctx.now(),
    ]),
  );
  return challenge;
}

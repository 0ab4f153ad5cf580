import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { AgentHints } from "./bot.ts";

/** Keeps of visitors who were met that they came from a network of servers; from which one is kept nowhere. */
export async function noteNetwork(
  sql: OrgSql,
  ctx: Context,
  visitorIds: readonly string[],
  agent: AgentHints | undefined,
): Promise<void> {
  if (agent?.network !== "datacentre" || visitorIds.length === 0) return;
  await sql.query(
    "update visitor set datacentre_at = $3 where org_id = $1 and id = any($2::uuid[])",
    [ctx.orgId, visitorIds, ctx.now()],
    "note networks",
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { promiseJob } from "../jobs/promise.ts";
import { expiryFrom, hashOfToken, linkOf, newToken } from "./token.ts";

/**
 * Gives an invitation a new token; the one before leads nowhere from then on. Where mail is sent, the token waits, sealed,
 * for the job that sends it; where not, the link is returned, the only time that it can be seen.
 */
export async function issueToken(sql: OrgSql, ctx: Context, invitationId: string): Promise<string | null> {
  const token = newToken();
  const sealed = ctx.mail
    ? ctx.organisation.crypto.seal({ table: "invitation", column: "token_sealed", row: invitationId }, token)
    : null;
  await sql.query(
    `update invitation set token_hash = $3, token_sealed = $4, expires_at = $5, sent_at = null, send_failed_at = null
      where org_id = $1 and id = $2`,
    [ctx.orgId, invitationId, hashOfToken(token), sealed && Buffer.from(sealed), expiryFrom(ctx.now())],
  );
  if (!sealed) return linkOf(ctx, token);
  await promiseJob(sql, ctx, "mail.send", { orgId: ctx.orgId, invitationId });
  return null;
}

import { isKnownAddress } from "../auth/account-for.ts";
import { systemContext } from "../context.ts";
import { isRole, type Role } from "../permissions.ts";
import type { Platform } from "../platform.ts";
import { hashOfToken, tokenSchema } from "./token.ts";

export interface OpenInvitation {
  state: "open";
  orgId: string;
  invitationId: string;
  organisation: string;
  email: string;
  role: Role;
  /** the address has an account: its own password is asked for */
  known: boolean;
}

export type FoundInvitation = OpenInvitation | { state: "used" | "revoked" | "expired" | "unknown" };

/** What the link of this token leads to. */
export async function findInvitation(platform: Platform, token: string): Promise<FoundInvitation> {
  if (!tokenSchema.safeParse(token).success) return { state: "unknown" };
  const { rows } = await platform.db.withSystem("look up invitation", (sql) =>
    sql.query<{ orgId: string; id: string; role: string; state: FoundInvitation["state"] }>(
      `select org_id as "orgId", id, role,
              case when accepted_at is not null then 'used' when revoked_at is not null then 'revoked'
                   when expires_at <= now() then 'expired' else 'open' end as state
         from invitation where token_hash = $1`,
      [hashOfToken(token)],
    ),
  );
  const [found] = rows;
  if (!found || !isRole(found.role)) return { state: "unknown" };
  if (found.state !== "open") return { state: found.state };
  const { orgId, id: invitationId, role } = found;
  const ctx = await systemContext(platform, orgId, "join");
  const row = await ctx.db.withOrg(orgId, (tx) =>
    tx.invitation.findUniqueOrThrow({ where: { orgId_id: { orgId, id: invitationId } } }),
  );
  const { crypto, name: organisation } = ctx.organisation;
  const at = { table: "invitation", column: "email_sealed", row: invitationId };
  const email = crypto.openText(at, row.emailSealed);
  const known = await isKnownAddress(platform, email);
  return { state: "open", orgId, invitationId, organisation, email, role, known };
}

import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import { accountFor } from "../auth/account-for.ts";
import { Attempts } from "../auth/attempts.ts";
import { newPassword, personName } from "../auth/password.ts";
import { userContext } from "../context.ts";
import { ServiceError } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { type FoundInvitation, findInvitation, type OpenInvitation } from "./find.ts";
import { hashOfToken, tokenSchema } from "./token.ts";

export const acceptInput = z.object({
  token: tokenSchema,
  /** of a new account; a known one keeps its name */
  name: personName.optional(),
  password: newPassword,
});

const tries = new Attempts("invitation", 20, 10 * 60);

export const whyNot = {
  used: "This link was used already: sign in with the password that was chosen then.",
  revoked: "This invitation was taken back. Ask whoever invited you.",
  expired: "This link was good for seven days, which are over. Ask for a new one.",
  unknown: "This link leads nowhere. Look whether all of it was copied, or ask for a new one.",
} as const satisfies Record<Exclude<FoundInvitation["state"], "open">, string>;

/**
 * Makes whoever holds the link a member, once. Throws CONFLICT where the link is used, revoked, expired or unknown,
 * BAD_INPUT for the wrong password of a known address, TOO_EARLY after too many tries.
 */
export async function acceptInvitation(
  platform: Platform,
  input: z.input<typeof acceptInput>,
): Promise<{ email: string }> {
  const { token, name, password } = acceptInput.parse(input);
  await tries.count(platform.db, token);
  const found = await findInvitation(platform, token);
  if (found.state !== "open") throw new ServiceError("CONFLICT", whyNot[found.state]);
  const { email } = found;
  if (!found.known && name === undefined) throw new ServiceError("BAD_INPUT", "Say your name.");
  const { userId } = await accountFor(platform, { email, name: name ?? email, password });
  await join(platform, found, { userId, token });
  return { email };
}

async function join(
  platform: Platform,
  { orgId, invitationId, organisation, role }: OpenInvitation,
  { userId, token }: { userId: string; token: string },
): Promise<void> {
  const ctx = await userContext(platform, { userId, orgId, role, name: "", orgName: organisation });
  await ctx.db.withOrgSql(orgId, async (sql) => {
    // The row decides between two who use the link at once, and between use and a new link.
    const { rows } = await sql.query<{ teamId: string | null }>(
      `update invitation set accepted_at = $3, accepted_by = $4, token_sealed = null
        where org_id = $1 and id = $2 and token_hash = $5
          and accepted_at is null and revoked_at is null and expires_at > $3
        returning team_id as "teamId"`,
      [orgId, invitationId, ctx.now(), userId, hashOfToken(token)],
    );
    const [taken] = rows;
    if (!taken) throw new ServiceError("CONFLICT", whyNot.used);
    const { rowCount } = await sql.query(
      `insert into auth.member ("id", "organizationId", "userId", "role", "createdAt") values ($1, $2, $3, $4, $5)
       on conflict ("organizationId", "userId") do nothing`,
      [newId(), orgId, userId, role, ctx.now()],
    );
    if (rowCount === 0) {
      throw new ServiceError("CONFLICT", "You are in {organisation} already: sign in instead.", {
        organisation,
      });
    }
    await sql.query(
      `insert into member_settings (org_id, user_id, team_id) values ($1, $2, $3)
       on conflict (org_id, user_id) do update set team_id = excluded.team_id`,
      [orgId, userId, taken.teamId],
    );
    await audit(sql, ctx, {
      action: "member.join",
      subjectType: "member",
      subjectId: userId,
      detail: { invitationId, role },
    });
  });
}

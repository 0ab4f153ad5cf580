import { randomBytes } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { z } from "zod";
import { audit } from "../audit.ts";
import { accountFor } from "../auth/account-for.ts";
import { Attempts } from "../auth/attempts.ts";
import { newPassword, personName } from "../auth/password.ts";
import { systemContext } from "../context.ts";
import { demoOrganisationId } from "../demo/accounts.ts";
import { ServiceError } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { createOrganisation } from "./create.ts";

export const signUpInput = z.object({
  organisation: z.string().trim().min(1, "Say what your brokerage is called.").max(200),
  name: personName,
  email: z.string().trim().toLowerCase().pipe(z.email("This is not an e-mail address.").max(254)),
  password: newPassword,
});

/** A page that anybody can open must not make organisations without end. */
const tries = new Attempts("sign up", 20, 60 * 60);

/** Why an organisation can be made in the browser now: always, or because there is none yet; null: it cannot. */
export async function signUpOpen({ env, db }: Platform): Promise<"open" | "first" | null> {
  if (env.signUp !== "first") return env.signUp === "open" ? "open" : null;
  const { rows } = await db.authPool.query("select 1 from organization where id <> $1 limit 1", [
    demoOrganisationId,
  ]);
  return rows.length === 0 ? "first" : null;
}

/**
 * Makes an organisation with its first admin. Throws FORBIDDEN where sign-up is closed, BAD_INPUT for the wrong password
 * of a known address, TOO_EARLY after too many.
 */
export async function signUp(
  platform: Platform,
  input: z.input<typeof signUpInput>,
): Promise<{ orgId: string; email: string }> {
  const { organisation, name, email, password } = signUpInput.parse(input);
  await requireOpen(platform);
  await tries.count(platform.db, "sign up");
  const { userId } = await accountFor(platform, { email, name, password });
  const client = await platform.db.authPool.connect();
  try {
    // Of two who come first at once, one does.
    await client.query("select pg_advisory_lock(hashtextextended('sign up', 0))");
    await requireOpen(platform);
    const orgId = newId();
    await createOrganisation(platform, { id: orgId, name: organisation, slug: slugOf(organisation) });
    await makeAdmin(platform, { orgId, userId });
    return { orgId, email };
  } finally {
    await client.query("select pg_advisory_unlock(hashtextextended('sign up', 0))");
    client.release();
  }
}

async function requireOpen(platform: Platform): Promise<void> {
  if ((await signUpOpen(platform)) !== null) return;
  throw new ServiceError("FORBIDDEN", "New organisations are made by whoever runs this installation.");
}

async function makeAdmin(
  platform: Platform,
  { orgId, userId }: { orgId: string; userId: string },
): Promise<void> {
  const ctx = await systemContext(platform, orgId, "sign up");
  await ctx.db.withOrgSql(orgId, async (sql) => {
    await sql.query(
      `insert into auth.member ("id", "organizationId", "userId", "role", "createdAt") values ($1, $2, $3, 'admin', $4)`,
      [newId(), orgId, userId, ctx.now()],
    );
    await audit(sql, ctx, {
      action: "organisation.sign-up",
      subjectType: "member",
      subjectId: userId,
      detail: { role: "admin" },
    });
  });
}

/** Its end keeps it unlike all others. */
function slugOf(name: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return `${words || "organisation"}-${randomBytes(3).toString("hex")}`;
}

import { newId } from "@leadlift/db/id";
import { loadKeyFile } from "@leadlift/db/keyring";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { createAccessControl } from "better-auth/plugins/access";
import { organization } from "better-auth/plugins/organization";
import { PostgresDialect } from "kysely";
import { hashOfIdentifier } from "../password/stored-token.ts";
import { roles } from "../permissions.ts";
import type { Platform } from "../platform.ts";
import { otherMembership } from "./membership.ts";
import { minimumPasswordLength } from "./password.ts";
import { signInLimit } from "./sign-in-limit.ts";

// What a role may do is said in permissions.ts; none may do anything through the plugin's own routes.
const access = createAccessControl({});
const powerless = Object.fromEntries(roles.map((role) => [role, access.newRole({})]));

/** better-auth, set up once a process: e-mail and password, accounts made by admins only, organisations. */
export function makeAuth(platform: Platform) {
  const { env, db, log } = platform;
  return betterAuth({
    appName: "LeadLift",
    baseURL: env.publicUrl,
    basePath: "/api/auth",
    secret: loadKeyFile(env.keyFile, { create: false }).secret("better-auth"),
    database: { dialect: new PostgresDialect({ pool: db.authPool }), type: "postgres", transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minimumPasswordLength,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    verification: { storeIdentifier: { hash: async (identifier) => hashOfIdentifier(identifier) } },
    // Passwords are set by our own verbs, which count tries and write down who did it.
    disabledPaths: ["/change-password", "/reset-password", "/request-password-reset"],
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 200,
      // By address, which a whole office has in common; passwords of one account are counted by signInLimit.
      customRules: { "/sign-in/email": { window: 10, max: 50 } },
    },
    hooks: signInLimit(platform),
    advanced: {
      cookiePrefix: "leadlift",
      useSecureCookies: env.publicUrl.startsWith("https:"),
      database: { generateId: () => newId() },
    },
    plugins: [
      organization({
        ac: access,
        roles: powerless,
        creatorRole: "admin",
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session, asked) => {
            // The session that takes the place of one goes on in its organisation.
            const replaced = asked?.path === "/change-password" ? asked.context.session?.session : undefined;
            if (replaced)
              return { data: { ...session, activeOrganizationId: replaced.activeOrganizationId } };
            const membership = await otherMembership(platform, session.userId);
            // Whoever was deactivated is told so, and not that the password is wrong.
            if (!membership) throw new APIError("FORBIDDEN", { message: "This account may not sign in." });
            return { data: { ...session, activeOrganizationId: membership.orgId } };
          },
        },
      },
    },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level) => log.warn("The sign-in library reported something", { code: level }),
    },
  });
}

export type Auth = ReturnType<typeof makeAuth>;

const made = new WeakMap<Platform, Auth>();

/** The platform's own instance, made on first use. */
export function authOf(platform: Platform): Auth {
  const known = made.get(platform);
  if (known) return known;
  const auth = makeAuth(platform);
  made.set(platform, auth);
  return auth;
}

import { APIError, createAuthMiddleware, getIP } from "better-auth/api";
import { z } from "zod";
import type { Platform } from "../platform.ts";
import { Attempts } from "./attempts.ts";

const minute = 60;
const signInPath = "/sign-in/email";
const askedSchema = z.object({ email: z.string().max(320) });

/**
 * Slows down whoever guesses a password: by account and address, and more patiently by account alone, since an address
 * is easily changed. An office shares one address, so what comes from it is not counted together. A right password
 * clears the account's own count from there, and is none of the tries from anywhere.
 */
export function signInLimit({ db }: Pick<Platform, "db">) {
  const fromOneAddress = new Attempts("sign-in from here", 10, 10 * minute);
  const fromAnywhere = new Attempts("sign-in", 50, 60 * minute);
  const before = createAuthMiddleware(async (ctx) => {
    const asked = askedFor(ctx);
    if (!asked) return;
    try {
      await fromOneAddress.count(db, asked.here);
      await fromAnywhere.count(db, asked.email);
    } catch {
      throw new APIError("TOO_MANY_REQUESTS", { message: "Too many attempts. Try again in a few minutes." });
    }
  });
  const after = createAuthMiddleware(async (ctx) => {
    const asked = askedFor(ctx);
    if (!asked || !ctx.context.newSession) return;
    await fromOneAddress.forget(db, asked.here);
    await fromAnywhere.forgive(db, asked.email);
  });
  return { before, after };
}

type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

function askedFor({ path, body, request, context }: AuthContext): { email: string; here: string } | null {
  const asked = askedSchema.safeParse(body);
  if (path !== signInPath || !asked.success) return null;
  const email = asked.data.email.toLowerCase();
  return { email, here: `${email} ${(request && getIP(request, context.options)) ?? ""}` };
}

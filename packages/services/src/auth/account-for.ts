import { ServiceError } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { Attempts } from "./attempts.ts";
import { authOf } from "./server.ts";

const minute = 60;
/** Whoever holds a link for somebody else's address must not find out their password by trying. */
const passwordTries = new Attempts("password of an address", 10, 10 * minute);

/** Whether somebody signs in with this address already. */
export async function isKnownAddress(platform: Platform, email: string): Promise<boolean> {
  const { internalAdapter } = await authOf(platform).$context;
  return (await internalAdapter.findUserByEmail(email.toLowerCase())) !== null;
}

/**
 * The account of an address: a new one with this name and password, or the known one when the password is its own.
 * Throws BAD_INPUT for another password, TOO_EARLY after too many.
 */
export async function accountFor(
  platform: Platform,
  account: { email: string; name: string; password: string },
): Promise<{ userId: string; isNew: boolean }> {
  const known = await knownAccount(platform, account);
  if (known) return { userId: known, isNew: false };
  try {
    return { userId: await newAccount(platform, account), isNew: true };
  } catch (error) {
    // Made at the same moment by a second press of the button.
    const made = await knownAccount(platform, account);
    if (!made) throw error;
    return { userId: made, isNew: false };
  }
}

async function knownAccount(
  platform: Platform,
  { email, password }: { email: string; password: string },
): Promise<string | null> {
  const { internalAdapter, password: hashing } = await authOf(platform).$context;
  const known = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
  if (!known) return null;
  await passwordTries.count(platform.db, known.user.id);
  const hash = known.accounts.find(({ providerId }) => providerId === "credential")?.password;
  if (!hash || !(await hashing.verify({ hash, password }))) {
    throw new ServiceError("BAD_INPUT", "This address has an account already, and this is not its password.");
  }
  return known.user.id;
}

async function newAccount(
  platform: Platform,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<string> {
  const { internalAdapter, password: hashing } = await authOf(platform).$context;
  const hash = await hashing.hash(password);
  const user = await internalAdapter.createUser(
    { email: email.toLowerCase(), name, emailVerified: true },
    { method: "email-password" },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: "credential",
    accountId: user.id,
    password: hash,
  });
  return user.id;
}

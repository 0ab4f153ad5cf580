import { APIError } from "better-auth/api";
import { authOf } from "../auth/server.ts";
import { ServiceError } from "../errors.ts";
import type { Platform } from "../platform.ts";

export const linkEnded =
  "This link does not work any more: it is good once, for a day, and until a newer one is made. Ask your admin for a new one.";

/**
 * Sets the password of the account that the token is for and ends all its sessions, in one transaction, once. Throws
 * CONFLICT where somebody else was first.
 */
export async function spendToken(
  platform: Platform,
  { token, password }: { token: string; password: string },
): Promise<void> {
  try {
    await authOf(platform).api.resetPassword({ body: { token, newPassword: password } });
  } catch (error) {
    if (error instanceof APIError && error.body?.code === "INVALID_TOKEN") {
      throw new ServiceError("CONFLICT", linkEnded);
    }
    throw error;
  }
}

import { z } from "zod";
import { ServiceError } from "../errors.ts";
import { roles } from "../permissions.ts";
import type { Platform } from "../platform.ts";
import { newPassword, personName } from "./password.ts";
import { authOf } from "./server.ts";

export const createAccountInput = z.object({
  orgId: z.uuid(),
  email: z.email(),
  name: personName,
  password: newPassword,
  role: z.enum(roles),
});

/**
 * Gives a person access to an organisation; a known e-mail address keeps its password and gains the membership.
 * Doing it twice changes nothing. Throws CONFLICT when the person is a member with another role.
 */
export async function createAccount(
  platform: Platform,
  input: z.infer<typeof createAccountInput>,
): Promise<{ userId: string }> {
  const { orgId, email, name, password, role } = createAccountInput.parse(input);
  const { internalAdapter, adapter, password: hashing } = await authOf(platform).$context;
  const known = await internalAdapter.findUserByEmail(email.toLowerCase(), { includeAccounts: true });
  const userId =
    known?.user.id ??
    (
      await internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: "email-password" },
      )
    ).id;
  if (!known?.accounts.some((account) => account.providerId === "credential")) {
    await internalAdapter.linkAccount({
      userId,
      providerId: "credential",
      accountId: userId,
      password: await hashing.hash(password),
    });
  }
  const member = await adapter.findOne<{ role: string }>({
    model: "member",
    where: [
      { field: "userId", value: userId },
      { field: "organizationId", value: orgId },
    ],
  });
  if (member && member.role !== role) {
    throw new ServiceError("CONFLICT", "This person is already here as {role}.", { role: member.role });
  }
  if (!member) {
    await adapter.create({
      model: "member",
      data: { userId, organizationId: orgId, role, createdAt: new Date() },
    });
  }
  return { userId };
}

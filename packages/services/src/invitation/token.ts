import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/** 32 random bytes, as they stand in a link. */
export const tokenSchema = z.string().regex(/^[\w-]{43}$/);

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: whoever reads the table cannot make the link. */
export function hashOfToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export function linkOf(ctx: { readonly publicUrl: string }, token: string): string {
  return `${ctx.publicUrl}/join/${token}`;
}

export const invitationDays = 7;

export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 86_400_000);
}

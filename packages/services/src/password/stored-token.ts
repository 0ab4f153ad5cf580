import { createHash } from "node:crypto";
import { newId } from "@leadlift/db/id";
import type { Platform } from "../platform.ts";

/** By which the sign-in library finds whom a token is for. */
export function identifierOf(token: string): string {
  return `reset-password:${token}`;
}

/** What is kept of an identifier: whoever reads the table cannot make the link. */
export function hashOfIdentifier(identifier: string): string {
  return createHash("sha256").update(identifier).digest("base64url");
}

interface StoredToken {
  userId: string;
  token: string;
  expiresAt: Date;
}

/** From now on it is the one token with which this account's password can be set. */
export async function storeToken(
  { db }: Pick<Platform, "db">,
  { userId, token, expiresAt }: StoredToken,
): Promise<void> {
  await db.authPool.query(
    `with ended as (delete from verification where "value" = $3)
     insert into verification ("id", "identifier", "value", "expiresAt") values ($1, $2, $3, $4)`,
    [newId(), hashOfIdentifier(identifierOf(token)), userId, expiresAt],
  );
}

/** Nothing else of an account is waiting in this table. */
export async function endTokens({ db }: Pick<Platform, "db">, userId: string): Promise<void> {
  await db.authPool.query(`delete from verification where "value" = $1`, [userId]);
}

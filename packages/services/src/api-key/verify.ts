import type { Platform } from "../platform.ts";
import { type FoundKey, findKey } from "./find-key.ts";
import { noteUse } from "./note-use.ts";
import type { Scope } from "./scopes.ts";

/** A program that showed a key in force, and what the key is for. */
export interface ApiCaller {
  orgId: string;
  keyId: string;
  scopes: readonly Scope[];
  /** requests it may make; null: as many as the installation says */
  perSecond: number | null;
}

type Doors = Pick<Platform, "db" | "log">;

/** Null when `presented` is no secret key in force. A key revoked by another process is refused within a second. */
export async function verifyApiKey(platform: Doors, presented: string): Promise<ApiCaller | null> {
  const key = await findKey(platform.db, presented);
  if (key?.kind !== "secret") return null;
  await noteUse(platform, key);
  return callerOf(key);
}

/** Null unless `presented` is a site key in force and `origin` one of its sites. */
export async function verifySiteKey(
  platform: Doors,
  presented: string,
  origin: string | undefined,
): Promise<ApiCaller | null> {
  const key = await findKey(platform.db, presented);
  if (key?.kind !== "site" || origin === undefined || !key.origins.includes(origin)) return null;
  await noteUse(platform, key);
  return callerOf(key);
}

function callerOf({ orgId, keyId, scopes, perSecond }: FoundKey): ApiCaller {
  return { orgId, keyId, scopes, perSecond };
}

import type { Database } from "@leadlift/db/connect";
import { rememberBriefly } from "../remember.ts";
import { hashOfKey, isSecretKey, isSiteKey } from "./key-text.ts";
import { isScope, type Scope } from "./scopes.ts";

/** A key that is neither revoked nor expired. */
export interface FoundKey {
  orgId: string;
  keyId: string;
  kind: "secret" | "site";
  scopes: readonly Scope[];
  origins: readonly string[];
  /** requests; null: as the installation says */
  perSecond: number | null;
}

interface KeyRow {
  org_id: string;
  id: string;
  kind: "secret" | "site";
  scopes: string[];
  origins: string[];
  per_second: number | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}

type Lookup = (presented: string) => Promise<KeyRow | null>;
const lookups = new WeakMap<Database, Lookup>();

/** Null for whatever is not a key in force. What is known of a key may be a second old. */
export async function findKey(db: Database, presented: string): Promise<FoundKey | null> {
  if (!isSecretKey(presented) && !isSiteKey(presented)) return null;
  const row = await lookupOf(db)(presented);
  if (!row || row.revoked_at || (row.expires_at && row.expires_at.getTime() <= Date.now())) return null;
  const { org_id: orgId, id: keyId, kind, scopes, origins, per_second: perSecond } = row;
  return { orgId, keyId, kind, scopes: scopes.filter(isScope), origins, perSecond };
}

function lookupOf(db: Database): Lookup {
  const known = lookups.get(db);
  if (known) return known;
  const byHash = rememberBriefly((hash) => readRow(db, "hash = $1", Buffer.from(hash, "base64")));
  const byPrefix = rememberBriefly((prefix) => readRow(db, "prefix = $1 and kind = 'site'", prefix));
  // What is kept between requests is the hash, not the secret.
  const lookup: Lookup = (presented) =>
    isSiteKey(presented) ? byPrefix(presented) : byHash(hashOfKey(presented).toString("base64"));
  lookups.set(db, lookup);
  return lookup;
}

async function readRow(db: Database, condition: string, value: unknown): Promise<KeyRow | null> {
  const { rows } = await db.withSystem("look up api key", (sql) =>
    sql.query<KeyRow>(
      `select org_id, id, kind, scopes, origins, per_second, expires_at, revoked_at from api_key where ${condition}`,
      [value],
    ),
  );
  return rows[0] ?? null;
}

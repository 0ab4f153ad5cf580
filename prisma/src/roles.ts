import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type pg from "pg";
import { canConnect } from "./can-connect.ts";
import { KeyFileError, type Keyring } from "./keyring.ts";

export const databaseRoles = ["leadlift_app", "leadlift_system", "leadlift_auth"] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

/** The same database, as one of the three roles. */
export function urlAs(role: DatabaseRole, url: string, keyring: Keyring): string {
  const target = new URL(url);
  target.username = role;
  target.password = keyring.rolePassword(role);
  return target.href;
}

/** Lets the three roles sign in with the passwords that follow from the key file. */
export async function letRolesIn(owner: pg.Client, ownerUrl: string, keyring: Keyring): Promise<void> {
  const { rows } = await owner.query<{ rolname: string; unsafe: boolean; mark: string | null }>(
    `select rolname, rolsuper or rolbypassrls as unsafe, shobj_description(oid, 'pg_authid') as mark
       from pg_roles where rolname = any($1)`,
    [databaseRoles],
  );
  for (const role of databaseRoles) {
    const found = rows.find((row) => row.rolname === role);
    if (!found) throw new Error(`The role ${role} is missing, though the migrations make it.`);
    if (found.unsafe) {
      throw new Error(
        `The role ${role} may pass by row-level security: take SUPERUSER and BYPASSRLS from it.`,
      );
    }
    const mark = `LeadLift, key ${keyring.fingerprint}`;
    if (found.mark?.startsWith("LeadLift, key ") && found.mark !== mark) {
      throw new KeyFileError(
        `The roles of this PostgreSQL server belong to a LeadLift with another key file than ${keyring.path}: use that key file, or another server.`,
      );
    }
    if (found.mark === mark && (await canConnect(urlAs(role, ownerUrl, keyring)))) continue;
    await owner.query(
      `alter role ${role} login password ${owner.escapeLiteral(scramVerifier(keyring.rolePassword(role)))}`,
    );
    await owner.query(`comment on role ${role} is ${owner.escapeLiteral(mark)}`);
  }
}

// What PostgreSQL stores (RFC 5803), so that the password itself reaches no server log.
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, "sha256");
  const hmac = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(hmac("Client Key")).digest("base64");
  return `SCRAM-SHA-256$4096:${salt.toString("base64")}$${stored}:${hmac("Server Key").toString("base64")}`;
}

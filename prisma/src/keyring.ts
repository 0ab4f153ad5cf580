import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const wrappedVersion = 1;

/** The key file is lost, unreadable or another one than the database was made with. */
export class KeyFileError extends Error {
  override name = "KeyFileError";
}

/** What a wrapped key belongs to; a key moved elsewhere does not open. */
export interface KeyOwner {
  org: string;
  person?: string;
  use: "data" | "index";
}

/** Everything that follows from the key file. The key itself never leaves it. */
export interface Keyring {
  /** where the key file lies, for sentences */
  readonly path: string;
  /** eight hex digits that tell one key file from another and reveal nothing of it */
  readonly fingerprint: string;
  /** 32 bytes, kept by the database to recognise this key file */
  readonly checkValue: Uint8Array;
  rolePassword(role: string): string;
  /** A secret of an application, by its name. */
  secret(name: string): string;
  wrap(key: Uint8Array, owner: KeyOwner): Uint8Array;
  /** Throws KeyFileError where the key was wrapped with another key file, or for another owner. */
  unwrap(wrapped: Uint8Array, owner: KeyOwner): Buffer;
}

/** Reads the 32 random bytes (base64) that everything is encrypted with; makes them on first start. */
export function loadKeyFile(path: string, options: { create: boolean }): Keyring {
  const text = readKeyText(path) ?? (options.create ? createKeyFile(path) : undefined);
  if (text === undefined) {
    throw new KeyFileError(
      `The key file ${path} is missing: put back the copy that was kept of it, for without it nothing that was encrypted can be read.`,
    );
  }
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32 || key.toString("base64") !== text.trim()) {
    throw new KeyFileError(
      `The key file ${path} is damaged: it must hold 32 bytes in base64 on one line. Put back the copy that was kept of it.`,
    );
  }
  return keyringOf(key, path);
}

function readKeyText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new KeyFileError(
      `The key file ${path} cannot be read (${codeOf(error)}): the user that runs LeadLift needs read permission for it.`,
    );
  }
}

function createKeyFile(path: string): string {
  const text = randomBytes(32).toString("base64");
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
    // A link appears whole or not at all, and only one of two starters can make it.
    linkSync(draft, path);
    return text;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return readFileSync(path, "utf8");
    throw new KeyFileError(
      `The key file ${path} cannot be written (${codeOf(error)}): allow writing there, or set LEADLIFT_KEY_FILE to another place.`,
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

function keyringOf(key: Buffer, path: string): Keyring {
  const derive = (info: string, bytes: number) =>
    Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), `leadlift ${info}`, bytes));
  const keyId = derive("key id", 4);
  return {
    path,
    fingerprint: keyId.toString("hex"),
    checkValue: derive("key check", 32),
    rolePassword: (role) => derive(`role ${role}`, 24).toString("base64url"),
    secret: (name) => derive(`secret ${name}`, 32).toString("base64url"),
    wrap(plain, owner) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(ownerBytes(owner));
      const data = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.of(wrappedVersion), keyId, iv, cipher.getAuthTag(), data]);
    },
    unwrap(wrapped, owner) {
      const bytes = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength);
      if (bytes[0] !== wrappedVersion || bytes.length !== 33 + 32 || !bytes.subarray(1, 5).equals(keyId)) {
        throw new KeyFileError(`A data key was not wrapped with the key file ${path}.`);
      }
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(5, 17)).setAAD(
          ownerBytes(owner),
        );
        decipher.setAuthTag(bytes.subarray(17, 33));
        return Buffer.concat([decipher.update(bytes.subarray(33)), decipher.final()]);
      } catch {
        throw new KeyFileError(`A data key was changed, or moved from another organisation or person.`);
      }
    },
  };
}

/** The sentence for a key file that is not the database's own. */
export function otherKeyFile(keyring: Keyring): KeyFileError {
  return new KeyFileError(
    `The database was made with another key file than ${keyring.path}: put the original back, for what is encrypted cannot be read with this one.`,
  );
}

function ownerBytes(owner: KeyOwner): Buffer {
  return Buffer.from(JSON.stringify([owner.use, owner.org, owner.person ?? null]));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

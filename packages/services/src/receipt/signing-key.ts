import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Database } from "@leadlift/db/connect";

/** An Ed25519 private key in PKCS #8 begins so (RFC 8410); its 32 bytes follow. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The installation's key for receipts; it follows from the key file, so every process has the same. */
export interface SigningKey {
  /** RFC 7638: SHA-256 of the public key, as others compute it too */
  id: string;
  /** RFC 8037 */
  jwk: { kty: "OKP"; crv: "Ed25519"; x: string };
  sign(bytes: Uint8Array): Buffer;
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
}

const keys = new WeakMap<object, SigningKey>();

export function signingKey(db: Pick<Database, "secret">): SigningKey {
  const known = keys.get(db) ?? keyFrom(db.secret("receipts"));
  keys.set(db, known);
  return known;
}

function keyFrom(secret: string): SigningKey {
  const seed = createHmac("sha256", secret).update("Ed25519").digest();
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const open = createPublicKey(key);
  const x = publicBytes(open);
  const thumbprint = JSON.stringify({ crv: "Ed25519", kty: "OKP", x });
  return {
    id: createHash("sha256").update(thumbprint).digest("base64url"),
    jwk: { kty: "OKP", crv: "Ed25519", x },
    sign: (bytes) => sign(null, bytes, key),
    verifies: (bytes, signature) => verify(null, bytes, open, signature),
  };
}

function publicBytes(key: KeyObject): string {
  const { x } = key.export({ format: "jwk" });
  if (x === undefined) throw new TypeError("This is no Ed25519 key.");
  return x;
}

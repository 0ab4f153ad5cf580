import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { z } from "zod";
import type { PushKeys } from "../encrypt.ts";

export interface TestBrowser {
  keys: PushKeys;
  /** A message to it, opened by RFC 8291. Throws for any other. */
  open(sealed: Buffer): Buffer;
}

/** A browser's side of Web Push, written from the RFCs and not from what it tests. */
export function createBrowser(): TestBrowser {
  const own = createECDH("prime256v1");
  const publicKey = own.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") },
    open(sealed) {
      const salt = sealed.subarray(0, 16);
      const keyLength = sealed.readUInt8(20);
      const theirs = sealed.subarray(21, 21 + keyLength);
      const record = sealed.subarray(21 + keyLength);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, theirs]);
      const material = Buffer.from(hkdfSync("sha256", own.computeSecret(theirs), auth, info, 32));
      const derive = (name: string, length: number) =>
        Buffer.from(hkdfSync("sha256", material, salt, `Content-Encoding: ${name}\0`, length));
      const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
      decipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
      if (padded.at(-1) !== 2) throw new Error("The last record does not end as one.");
      return padded.subarray(0, -1);
    },
  };
}

const claimsSchema = z.object({ aud: z.string(), exp: z.number(), sub: z.string() });

/** Who says they send (RFC 8292), as a push service reads it. Throws where the signature is not of the key. */
export function readVapid(authorization: string): { key: string; claims: z.infer<typeof claimsSchema> } {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const signed = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!signed) throw new Error("Signed by somebody else.");
  return { key, claims: claimsSchema.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8"))) };
}

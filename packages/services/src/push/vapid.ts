import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";

/** As what an installation signs its push messages (RFC 8292). */
export interface PushIdentity {
  /** an uncompressed point of P-256, base64url: browsers take messages of this key only */
  publicKey: string;
  privateKey: KeyObject;
}

const hours = 12;

/** The identity that follows from a secret of 32 bytes, base64url. */
export function pushIdentity(secret: string): PushIdentity {
  const pair = createECDH("prime256v1");
  // Out of range for one secret in four thousand million, and then it says so.
  pair.setPrivateKey(Buffer.from(secret, "base64url"));
  const point = pair.getPublicKey();
  const jwk = {
    kty: "EC",
    crv: "P-256",
    d: secret,
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  return {
    publicKey: point.toString("base64url"),
    privateKey: createPrivateKey({ key: jwk, format: "jwk" }),
  };
}

/** The header that tells a push service who sends; `subject` is where its operators may turn to. */
export function vapidAuthorization(
  { publicKey, privateKey }: PushIdentity,
  endpoint: string,
  subject: string,
  now: Date,
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(now.getTime() / 1000) + hours * 3600;
  const signed = `${part({ typ: "JWT", alg: "ES256" })}.${part({ aud: new URL(endpoint).origin, exp, sub: subject })}`;
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `vapid t=${signed}.${signature.toString("base64url")}, k=${publicKey}`;
}

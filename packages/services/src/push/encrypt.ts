import { createCipheriv, createECDH, createHmac, type ECDH, randomBytes } from "node:crypto";

/** What a browser gives out so that it can be written to; both base64url. */
export interface PushKeys {
  /** an uncompressed point of P-256, 65 bytes */
  p256dh: string;
  /** 16 bytes */
  auth: string;
}

const recordSize = 4096;
/** One record holds it, with its tag and the mark of its end. */
export const mostBytes = 3_993;

/**
 * A message that only this browser opens: RFC 8291 (Message Encryption for Web Push) over RFC 8188, one record.
 * Throws for keys that are none. `own` and `salt` are made anew for each message but in tests.
 */
export function encryptPush(
  plain: Uint8Array,
  keys: PushKeys,
  own: ECDH = newKey(),
  salt: Buffer = randomBytes(16),
): Buffer {
  if (plain.length > mostBytes) throw new RangeError("A push message holds at most 3,993 bytes.");
  const theirs = Buffer.from(keys.p256dh, "base64url");
  const auth = Buffer.from(keys.auth, "base64url");
  const ours = own.getPublicKey();
  const context = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]);
  const secret = expand(hmac(auth, own.computeSecret(theirs)), context, 32);
  const pseudorandom = hmac(salt, secret);
  const key = expand(pseudorandom, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = expand(pseudorandom, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const head = Buffer.alloc(21);
  salt.copy(head);
  head.writeUInt32BE(recordSize, 16);
  head.writeUInt8(ours.length, 20);
  // 2 marks the last record.
  const sealed = [cipher.update(plain), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([head, ours, ...sealed]);
}

function newKey(): ECDH {
  const key = createECDH("prime256v1");
  key.generateKeys();
  return key;
}

function hmac(key: Buffer, data: Buffer): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

/** HKDF's second step (RFC 5869), of which one block is enough. */
function expand(pseudorandom: Buffer, info: Buffer, bytes: number): Buffer {
  return hmac(pseudorandom, Buffer.concat([info, Buffer.of(1)])).subarray(0, bytes);
}

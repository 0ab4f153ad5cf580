import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether `X-Hub-Signature-256` is of these very bytes under one of the app's secrets. A body that was parsed and
 * written again has other bytes. Takes the same time wherever a signature goes wrong.
 */
export function isSigned(
  rawBody: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? "")?.[1];
  if (given === undefined) return false;
  const bytes = Buffer.from(given, "hex");
  let signed = false;
  for (const secret of secrets) {
    const own = createHmac("sha256", secret).update(rawBody).digest();
    signed = timingSafeEqual(own, bytes) || signed;
  }
  return signed;
}

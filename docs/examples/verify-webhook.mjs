// Checks that a message is LeadLift's. Needs nothing but Node.
// Try it: echo '{"secret":"whsec_…","headers":{…},"body":"{…}"}' | node verify-webhook.mjs
import { createHmac, timingSafeEqual } from "node:crypto";
import { text } from "node:stream/consumers";

const tolerance = 5 * 60; // seconds

/** `body`: the bytes as they came, before anything parsed them. `now`: seconds. */
export function isGenuine({ secret, headers, body, now = Date.now() / 1000 }) {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (!id || !signatures || !(Math.abs(now - Number(timestamp)) <= tolerance)) return false;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  // More than one while a secret is exchanged.
  return signatures.split(" ").some((signature) => {
    const given = Buffer.from(signature.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

if (isGenuine(JSON.parse(await text(process.stdin)))) console.log("genuine");
else {
  console.log("not genuine");
  process.exitCode = 1;
}

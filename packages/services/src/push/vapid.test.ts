import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { readVapid } from "./test/browser.ts";
import { pushIdentity, vapidAuthorization } from "./vapid.ts";

const secret = randomBytes(32).toString("base64url");
const now = new Date("2026-11-23T10:00:00Z");

test("a push service reads who sends, to whom and for how long, by the key that browsers were given", () => {
  const identity = pushIdentity(secret);
  const header = vapidAuthorization(identity, "https://push.example/send/abc?d=1", "mailto:a@b.example", now);
  expect(readVapid(header)).toEqual({
    key: identity.publicKey,
    claims: {
      aud: "https://push.example",
      exp: now.getTime() / 1000 + 12 * 3600,
      sub: "mailto:a@b.example",
    },
  });
});

test("one secret gives one identity, and another another", () => {
  expect(pushIdentity(secret).publicKey).toBe(pushIdentity(secret).publicKey);
  expect(pushIdentity(secret).publicKey).not.toBe(
    pushIdentity(randomBytes(32).toString("base64url")).publicKey,
  );
});

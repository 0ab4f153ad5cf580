import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newSecret, signedHeaders } from "./secret.ts";

// The example of the specification of Standard Webhooks.
const example = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  at: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

test("the example of the specification is signed as it is printed there", () => {
  expect(signedHeaders(example, [example.secret])).toEqual({
    "webhook-id": example.id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": example.signature,
  });
});

test("any body is signed as node's own HMAC-SHA256 signs it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.uuid(), (body, id) => {
      const secret = newSecret();
      const at = new Date(1_780_000_000_500);
      const key = Buffer.from(secret.slice("whsec_".length), "base64");
      const expected = createHmac("sha256", key).update(`${id}.1780000000.${body}`).digest("base64");
      expect(signedHeaders({ id, body, at }, [secret])["webhook-signature"]).toBe(`v1,${expected}`);
    }),
  );
});

test("while a secret is exchanged, whoever knows either takes the message, and nobody else does", () => {
  const [current, previous] = [newSecret(), newSecret()];
  const message = { id: "1", body: '{"a":1}', at: new Date() };
  const headers = signedHeaders(message, [current, previous]);
  for (const secret of [current, previous]) {
    expect(new Webhook(secret).verify(message.body, headers)).toEqual({ a: 1 });
  }
  expect(() => new Webhook(newSecret()).verify(message.body, headers)).toThrow();
  expect(() => new Webhook(current).verify('{"a":2}', headers)).toThrow();
});

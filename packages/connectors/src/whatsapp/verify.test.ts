import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSigned } from "./verify.ts";

const secret = "meta-app-secret-for-tests";
// The escape \ud83c\udfe0 stands in it as twelve letters: written again, the JSON would have other bytes.
const rawBody = String.raw`{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},"contacts":[{"profile":{"name":"Asha"},"wa_id":"919800000001"}],"messages":[{"from":"919800000001","id":"wamid.TEST1","timestamp":"1749416383","type":"text","text":{"body":"3BHK site visit Sunday? \ud83c\udfe0"}}]},"field":"messages"}]}]}`;
const signature = "sha256=6ce8f98d76a336af0c9033daa2b36894a9c347b63edb35c30883b7f83215df03";
const leadgenBody = `{"object":"page","entry":[{"id":"153125381133","time":1438292065,"changes":[{"field":"leadgen","value":{"leadgen_id":"123123123123","page_id":"153125381133","form_id":"12312312312","adgroup_id":"12312312312","ad_id":"12312312312","created_time":1440120384}}]}]}`;
const leadgenSignature = "sha256=918f79ae6e6a01589f089de671654d1716863ecb57221987c75797525879acd8";

describe("a signature of Meta's", () => {
  test("is of the bytes as they came", () => {
    expect(isSigned(Buffer.from(rawBody), signature, [secret])).toBe(true);
    expect(isSigned(Buffer.from(leadgenBody), leadgenSignature, [secret])).toBe(true);
    expect(isSigned(Buffer.from(rawBody), signature.replace("6ce8f98d", "6CE8F98D"), [secret])).toBe(true);
  });

  test("is not of the same JSON, written again", () => {
    const again = JSON.stringify(JSON.parse(rawBody));
    expect(again).not.toBe(rawBody);
    expect(isSigned(Buffer.from(again), signature, [secret])).toBe(false);
  });

  test.each([
    ["none", undefined],
    ["an empty one", ""],
    ["the old kind", "sha1=0123456789012345678901234567890123456789"],
    ["half of it", signature.slice(0, 40)],
    ["more than it", `${signature}00`],
    ["two of them", `${signature},${signature}`],
    ["another body's", leadgenSignature],
  ])("is needed: %s is refused", (_, given) => {
    expect(isSigned(Buffer.from(rawBody), given, [secret])).toBe(false);
  });

  test("is taken under each of two secrets, and under none where there is none", () => {
    expect(isSigned(Buffer.from(rawBody), signature, ["new", secret])).toBe(true);
    expect(isSigned(Buffer.from(rawBody), signature, [secret, "old"])).toBe(true);
    expect(isSigned(Buffer.from(rawBody), signature, ["new"])).toBe(false);
    expect(isSigned(Buffer.from(rawBody), signature, [])).toBe(false);
  });

  test("holds for any bytes, and breaks with any one that is changed", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (body, at, by) => {
          const own = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
          const changed = Uint8Array.from(body, (byte, place) =>
            place === at % body.length ? byte ^ by : byte,
          );
          return isSigned(body, own, [secret]) && !isSigned(changed, own, [secret]);
        },
      ),
    );
  });
});

import { createECDH } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encryptPush, mostBytes } from "./encrypt.ts";
import { createBrowser } from "./test/browser.ts";

const bytes = (text: string) => Buffer.from(text, "base64url");

test("the example of RFC 8291 comes out as it is printed there", () => {
  const own = createECDH("prime256v1");
  own.setPrivateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
  const keys = {
    p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth: "BTBZMqHH6r4Tts7J_aSIgg",
  };
  const plain = Buffer.from("When I grow up, I want to be a watermelon");
  expect(encryptPush(plain, keys, own, bytes("DGv6ra1nlYgDCS1FRnbzlw")).toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

describe("what is encrypted for a browser", () => {
  test("opens there, whatever it is, and is never the same twice", () => {
    const browser = createBrowser();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: mostBytes }), (plain) => {
        const [once, again] = [encryptPush(plain, browser.keys), encryptPush(plain, browser.keys)];
        expect(browser.open(once)).toEqual(Buffer.from(plain));
        expect(once.equals(again)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test("opens in no other, nor after a bit of it was changed", () => {
    const browser = createBrowser();
    const sealed = encryptPush(Buffer.from("Hot"), browser.keys);
    expect(() => createBrowser().open(sealed)).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => browser.open(sealed)).toThrow();
  });

  test("is refused where it would not fit, or the keys are none", () => {
    const { keys } = createBrowser();
    expect(() => encryptPush(new Uint8Array(mostBytes + 1), keys)).toThrow(RangeError);
    expect(() => encryptPush(new Uint8Array(1), { ...keys, p256dh: "AAAA" })).toThrow();
  });
});

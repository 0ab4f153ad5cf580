import { expect, test } from "vitest";
import { answerHandshake } from "./handshake.ts";

const asked = { "hub.mode": "subscribe", "hub.verify_token": "token", "hub.challenge": "1158201444" };

test("who knows the token gets the challenge back", () => {
  expect(answerHandshake(asked, "token")).toBe("1158201444");
});

test.each([
  ["another token", { ...asked, "hub.verify_token": "other" }],
  ["a longer token", { ...asked, "hub.verify_token": "tokentoken" }],
  ["two tokens", { ...asked, "hub.verify_token": ["token", "token"] }],
  ["no token", { ...asked, "hub.verify_token": undefined }],
  ["another mode", { ...asked, "hub.mode": "unsubscribe" }],
  ["no challenge", { ...asked, "hub.challenge": undefined }],
  ["a page for a challenge", { ...asked, "hub.challenge": "<script>alert(1)</script>" }],
  ["nothing", {}],
  ["no query", null],
])("%s gets nothing", (_, query) => {
  expect(answerHandshake(query, "token")).toBeNull();
});

import type { ConnectionView } from "@leadlift/services/connection/list";
import { describe, expect, test } from "vitest";
import { connectionState, isReachable, mistakeIn } from "./connection-words.ts";

const at = new Date("2026-11-24T00:00:00Z");
const connected: ConnectionView = {
  id: "0194",
  path: "/v1/hooks/whatsapp/0194",
  verifyToken: "token",
  account: "106540352242922",
  displayName: null,
  hasSecret: true,
  previousUntil: null,
  verifiedAt: null,
  lastMessageAt: null,
  refusedAt: null,
  otherAccount: null,
  createdAt: at,
};

describe("a number", () => {
  test.each([
    ["is not set up without a secret", { hasSecret: false }, "setup"],
    [
      "is not set up without its id, even where something was refused",
      { account: null, refusedAt: at },
      "setup",
    ],
    ["waits until something comes", {}, "waiting"],
    ["works once something came", { lastMessageAt: at }, "works"],
    [
      "tells first that bodies are refused",
      { lastMessageAt: at, refusedAt: at, otherAccount: "1" },
      "refused",
    ],
    ["tells that bodies are another's", { otherAccount: "1" }, "elsewhere"],
  ])("%s", (_, more, state) => {
    expect(connectionState({ ...connected, ...more })).toBe(state);
  });
});

test("what cannot be an id or a secret is told before it is sent", () => {
  expect(mistakeIn({ account: " 106540352242922 ", secret: "0123456789abcdef0123456789abcdef" })).toBeNull();
  expect(mistakeIn({ account: "+91 98000 00001", secret: "x" })).toBe("account");
  expect(mistakeIn({ secret: "too short" })).toBe("secret");
  expect(mistakeIn({})).toBeNull();
});

test("Meta reaches encrypted addresses only", () => {
  expect(isReachable("https://api.shilp.in")).toBe(true);
  expect(isReachable("http://localhost:4000")).toBe(false);
});

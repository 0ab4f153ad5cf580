import { expect, test } from "vitest";
import { asksToStop } from "./opt-out.ts";

test.each([
  "STOP",
  " stop. ",
  "Please stop",
  "Stop!",
  "UNSUBSCRIBE",
  "opt-out",
  "Don't message",
  "बंद करें",
  "band karo plz",
])("%s asks for no more messages", (text) => {
  expect(asksToStop(text)).toBe(true);
});

test.each([
  null,
  "",
  "Stop by on Sunday?",
  "Is there a bus stop near the site?",
  "When does it stop?",
  "stopping",
  "👍",
])("%s does not", (text) => {
  expect(asksToStop(text)).toBe(false);
});

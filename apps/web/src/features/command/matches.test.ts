import { expect, it } from "vitest";
import { matches } from "./matches.ts";

it("a command is found by how its words begin, in any order, in either script", () => {
  expect(matches("Data quality", "qual da")).toBe(true);
  expect(matches("Data quality", "")).toBe(true);
  expect(matches("Data quality", "uality")).toBe(false);
  expect(matches("बाद के लिए टालें", "टा")).toBe(true);
});

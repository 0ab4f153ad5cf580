import type { Answer } from "@leadlift/scoring/model";
import { expect, test } from "vitest";
import { choicesOf } from "./choices.ts";
import type { AskedKind } from "./fields.ts";

const of = (kind: AskedKind, ...values: Answer[]) =>
  choicesOf(
    kind,
    values.map((value) => ({ value })),
  );

test("words are chosen from in the order of how common they are", () => {
  expect(of("categorical", "not asked", "applied")).toEqual(["not asked", "applied"]);
});

test("numbers are chosen from in their own order, where they can be told at a glance", () => {
  expect(of("numeric", 3, 2, 10, 1)).toEqual(["1", "2", "3", "10"]);
  expect(of("numeric", 1, 2, 3, 4, 5, 6, 7)).toBeNull();
  expect(of("numeric", 1.5, 2)).toBeNull();
  expect(of("numeric", 4_500_000, 9_000_000)).toBeNull();
});

test("yes and no need no choices", () => {
  expect(of("boolean", true, false)).toBeNull();
});

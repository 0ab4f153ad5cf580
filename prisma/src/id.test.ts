import { expect, it } from "vitest";
import { isId, newId } from "./id.ts";

it("makes UUIDs of version 7 that carry the time and stay in order", () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  const millis = Number.parseInt((ids[0] ?? "").replaceAll("-", "").slice(0, 12), 16);
  expect(millis).toBeGreaterThanOrEqual(before);
  expect(ids.every((id) => isId(id) && /^.{14}7.{4}[89ab]/.test(id))).toBe(true);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

it("takes nothing else for an id", () => {
  expect(["", "1", `${newId()} `, `'${newId()}`, newId().replaceAll("-", "")].some(isId)).toBe(false);
});

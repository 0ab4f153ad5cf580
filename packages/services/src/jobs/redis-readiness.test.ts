import { expect, test } from "vitest";
import { judge } from "./redis-readiness.ts";

const info = (policy: string, aof: string) =>
  `# Memory\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\naof_enabled:${aof}\r\n`;

test("a Redis that keeps everything is taken without a word", () => {
  expect(judge(info("noeviction", "1"))).toEqual({});
});

test("a Redis that may evict jobs is refused with what to set", () => {
  expect(judge(info("allkeys-lru", "1")).refuse).toContain("maxmemory-policy noeviction");
});

test("a Redis without an append-only file is taken with a warning", () => {
  expect(judge(info("noeviction", "0"))).toEqual({ warn: expect.stringContaining("appendonly") });
});

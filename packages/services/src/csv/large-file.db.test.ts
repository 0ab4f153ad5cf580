import { liveMemory } from "@leadlift/db/test/live-memory";
import { expect, test } from "vitest";
import { openCsv } from "./open-csv.ts";

// Needs no database; it stands here because it takes seconds and `verify` should not.
test("300 MB are read in flat memory", async () => {
  const line = `${Array.from({ length: 30 }, (_, i) => `value ${i}`).join(",")}\n`;
  const block = Buffer.from(line.repeat(Math.ceil(1_000_000 / line.length)));
  async function* stream() {
    yield Buffer.from(`${Array.from({ length: 30 }, (_, i) => `c${i}`).join(",")}\n`);
    for (let i = 0; i < 300; i++) yield block;
  }
  const { rows } = await openCsv(stream());
  const before = liveMemory();
  let most = 0;
  let count = 0;
  for await (const _ of rows) {
    if (++count % 100_000 === 0) most = Math.max(most, liveMemory());
  }
  expect(count).toBe(300 * (block.length / line.length));
  expect((most - before) / 1e6).toBeLessThan(30);
}, 180_000);

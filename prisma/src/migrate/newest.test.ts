import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newestMigration } from "./newest.ts";

it("names the last migration there is", () => {
  const names = readdirSync(join(import.meta.dirname, "../../migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(newestMigration).toBe(names.sort().at(-1));
});

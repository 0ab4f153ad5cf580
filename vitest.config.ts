import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const sources = ["apps/*/src", "packages/*/{src,bench}", "prisma/src", "bootstrap"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          // Pure tests leave nothing behind; loading the same modules for each file took half the time.
          isolate: false,
          include: sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ["**/*.{db,data,long}.test.ts", "**/node_modules/**"],
          // Quick ones need none of it, on a machine that has nothing else to do.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          // Pure as well, but each takes seconds: fuzzing, statistics, processes that must end by themselves.
          name: "long",
          include: sources.map((folder) => `${folder}/**/*.long.test.ts`),
          testTimeout: 120_000,
        },
      },
      {
        test: {
          // Beside peers and on real data, where they are at hand: too slow for `pnpm verify`.
          name: "data",
          include: sources.map((folder) => `${folder}/**/*.data.test.ts`),
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "db",
          // One core is left to the database by default, which does not need it: half of a machine of two.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          include: sources.map((folder) => `${folder}/**/*.db.test.ts`),
          globalSetup: ["prisma/src/test/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

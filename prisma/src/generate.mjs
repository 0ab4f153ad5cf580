// Generates the Prisma client without Prisma's engine download, and only when the schema changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const schema = join(home, "schema.prisma");
const stamp = join(home, "generated", "stamp");
const prisma = createRequire(import.meta.url).resolve("prisma/package.json");

const wanted = createHash("sha256").update(readFileSync(schema)).update(readFileSync(prisma)).digest("hex");
const made = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";

if (made !== wanted) {
  // `generate` runs no engine, but refuses to start before it has found one: any executable will do.
  const run = spawnSync(
    process.execPath,
    [join(dirname(prisma), "build", "index.js"), "generate", "--schema", schema],
    {
      cwd: home,
      encoding: "utf8",
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout}${run.stderr}`);
    process.exit(run.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

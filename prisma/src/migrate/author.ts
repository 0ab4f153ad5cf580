// pnpm db:diff <name>: writes the next migration from what schema.prisma changed; then it is edited by hand.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diffDatamodels } from "./datamodel.ts";
import { newestMigration } from "./newest.ts";

const home = join(import.meta.dirname, "..", "..");
const newestFile = join(import.meta.dirname, "newest.ts");
const reachedFile = join(home, "migrations", "datamodel.prisma");

async function author(name: string | undefined): Promise<string> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    return "Name the migration: pnpm db:diff add_listings";
  }
  const wanted = await readFile(join(home, "schema.prisma"), "utf8");
  const reached = await readFile(reachedFile, "utf8").catch(() => null);
  const sql = await diffDatamodels(reached, wanted);
  if (sql === "") return "schema.prisma says what the migrations already make.";

  const now = Number(new Date().toISOString().replace(/\D/g, "").slice(0, 14));
  // They are applied in the order of their names, whatever the clock says.
  const migration = `${Math.max(now, Number.parseInt(newestMigration, 10) + 1)}_${name}`;
  const folder = join(home, "migrations", migration);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), sql);
  await writeFile(reachedFile, wanted);
  const newest = await readFile(newestFile, "utf8");
  await writeFile(newestFile, newest.replace(newestMigration, migration));
  return `Wrote ${join(folder, "migration.sql")}. New tables still need org_id, row-level security and grants.`;
}

console.log(await author(process.argv[2]));

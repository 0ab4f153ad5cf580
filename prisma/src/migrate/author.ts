// pnpm db:diff <name>: writes the next migration from what schema.prisma changed; then it is edited by hand.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diffDatamodels } from "./datamodel.ts";

const home = join(import.meta.dirname, "..", "..");
const reachedFile = join(home, "migrations", "datamodel.prisma");

async function author(name: string | undefined): Promise<string> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    return "Name the migration: pnpm db:diff add_listings";
  }
  const wanted = await readFile(join(home, "schema.prisma"), "utf8");
  const reached = await readFile(reachedFile, "utf8").catch(() => null);
  const sql = await diffDatamodels(reached, wanted);
  if (sql === "") return "schema.prisma says what the migrations already make.";

  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(home, "migrations", `${stamp}_${name}`);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), sql);
  await writeFile(reachedFile, wanted);
  return `Wrote ${join(folder, "migration.sql")}. New tables still need org_id, row-level security and grants.`;
}

console.log(await author(process.argv[2]));

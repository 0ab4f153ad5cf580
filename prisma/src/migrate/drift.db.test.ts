import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../test/fresh-database.ts";
import { diffDatamodels } from "./datamodel.ts";

const home = join(import.meta.dirname, "..", "..");
let modelled: FreshDatabase;
let migrated: pg.Client;
let schema: string;

beforeAll(async () => {
  schema = await readFile(join(home, "schema.prisma"), "utf8");
  modelled = await freshDatabase();
  await modelled.owner.query(await diffDatamodels(null, schema));
  migrated = new pg.Client({ connectionString: inject("leadliftDatabase").ownerUrl });
  await migrated.connect();
});
afterAll(async () => {
  await migrated.end();
  await modelled.drop();
});

const tables =
  "('public'::regnamespace) and relkind in ('r', 'p') and not relispartition and relname <> '_prisma_migrations'";

async function lines(client: pg.Client, query: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(query);
  return rows.map((row) => row.line).sort();
}

it("has exactly the columns of schema.prisma, of the same types and defaults", async () => {
  const columns = `
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attnotnull then ' not null' else '' end || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = ${tables}`;
  expect(await lines(migrated, columns)).toEqual(await lines(modelled.owner, columns));
});

it("has every key, reference and index of schema.prisma", async () => {
  const constraints = `
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')`;
  // A partitioned table's index says ONLY; schema.prisma knows no partitions.
  const indexes =
    "select replace(indexdef, ' ON ONLY ', ' ON ') as line from pg_indexes where schemaname = 'public'";
  for (const query of [constraints, indexes]) {
    const wanted = await lines(modelled.owner, query);
    const made = new Set(await lines(migrated, query));
    expect(wanted.filter((line) => !made.has(line))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(10);
  }
});

it("was authored from the datamodel that it says it reached", async () => {
  const reached = await readFile(join(home, "migrations", "datamodel.prisma"), "utf8");
  expect(await diffDatamodels(reached, schema)).toBe("");
});

it("would notice a column that no migration makes", async () => {
  const changed = schema.replace("model Attribute {", "model Attribute {\n  forgotten String?");
  expect(await diffDatamodels(schema, changed)).toContain('ADD COLUMN     "forgotten" TEXT');
});

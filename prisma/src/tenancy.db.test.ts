import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type {} from "./test/database.ts";

/** Tables that stand outside the rule, and why. */
const exemptTables: Record<string, string> = {
  "public._prisma_migrations": "the migrations' own record, granted to nobody",
  "installation.key_check": "one row for the whole installation, readable only",
  "installation.rate_count":
    "counts under keyed hashes, of no organisation; the system's role counts, for one verb",
  "installation.sample_removal": "one row for the whole installation: that its sample was removed",
};
/** BullMQ's tables hold job names and ids; the app's role works them for all organisations. */
const exemptSchemas = ["bullmq"];
/** A person signs in before an organisation is known: sign-in's role passes, the app's may at most read its own. */
const signInSchema = "auth";
/** Who is a member in which role is also written by the app, so that it is audited in the same transaction. */
const writtenByApp: Record<string, readonly string[]> = { "auth.member": ["INSERT", "UPDATE"] };

const systemPolicies: Record<string, string> = {
  "public.organisation": "SELECT",
  "public.outbox": "ALL",
  "public.api_key": "SELECT",
  "public.invitation": "SELECT",
  "public.receipt": "INSERT",
  "public.webhook_endpoint": "SELECT",
  "public.webhook_delivery": "SELECT",
  "public.connection": "SELECT",
};

let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: inject("leadliftDatabase").ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

interface Table {
  name: string;
  schema: string;
  enabled: boolean;
  forced: boolean;
  tenant_column: string;
}
interface Policy {
  table: string;
  name: string;
  command: string;
  roles: string[];
  qual: string | null;
  check: string | null;
}

/** Every way in which the catalogue falls short of the rule, one sentence each. */
async function tenancyFaults(): Promise<string[]> {
  const tables = await owner.query<Table>(`
    select n.nspname || '.' || c.relname as name, n.nspname as schema, c.relrowsecurity as enabled,
           c.relforcerowsecurity as forced, case when c.relname = 'organisation' then 'id' else 'org_id' end as tenant_column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
  const policies = await owner.query<Policy>(`
    select schemaname || '.' || tablename as table, policyname as name, cmd as command, roles::text[] as roles, qual, with_check as check
      from pg_policies`);
  const ruled = tables.rows.filter(
    (table) => !(table.name in exemptTables) && !exemptSchemas.includes(table.schema),
  );
  return ruled.flatMap((table) => {
    const own = policies.rows.filter((policy) => policy.table === table.name);
    const faults = table.schema === signInSchema ? signInFaults(own) : domainFaults(table, own);
    if (!table.enabled) faults.push("row-level security is off");
    if (!table.forced) faults.push("row-level security does not bind its owner");
    return faults.map((fault) => `${table.name}: ${fault}`);
  });
}

function domainFaults(table: Table, policies: Policy[]): string[] {
  const rule = `(${table.tenant_column} = app_org())`;
  const tenant = policies.filter(
    (policy) =>
      policy.command === "ALL" &&
      policy.roles.join() === "leadlift_app" &&
      policy.qual === rule &&
      policy.check === rule,
  );
  const others = policies.filter((policy) => !tenant.includes(policy));
  const strays = others.filter(
    (policy) => policy.roles.join() !== "leadlift_system" || systemPolicies[table.name] !== policy.command,
  );
  return [
    ...(tenant.length === 1 ? [] : ["no policy with both clauses holds the app's role to its organisation"]),
    ...strays.map((policy) => `the policy ${policy.name} is not foreseen`),
  ];
}

function signInFaults(policies: Policy[]): string[] {
  return policies
    .filter((policy) => policy.roles.join() !== "leadlift_auth")
    .filter(
      (policy) =>
        policy.roles.join() !== "leadlift_app" ||
        !["SELECT", ...(writtenByApp[policy.table] ?? [])].includes(policy.command) ||
        ![policy.qual, policy.check].every((clause) => clause === null || clause.includes("app_org()")) ||
        (policy.qual ?? policy.check) === null,
    )
    .map((policy) => `the policy ${policy.name} is not foreseen`);
}

async function faultsWith(sql: string): Promise<string[]> {
  await owner.query("begin");
  try {
    await owner.query(sql);
    return await tenancyFaults();
  } finally {
    await owner.query("rollback");
  }
}

describe("the catalogue", () => {
  it("has row-level security, forced and in both clauses, on every table that is not exempt", async () => {
    expect(await tenancyFaults()).toEqual([]);
  });

  it.each([
    [
      "has no row-level security",
      "create table careless (org_id uuid)",
      /careless: row-level security is off/,
    ],
    [
      "does not bind its owner",
      "create table careless (org_id uuid); alter table careless enable row level security",
      /careless: row-level security does not bind its owner/,
    ],
    [
      "has no clause for writing",
      `create table careless (org_id uuid);
       alter table careless enable row level security, force row level security;
       create policy tenant on careless to leadlift_app using (org_id = app_org())`,
      /careless: no policy with both clauses/,
    ],
    [
      "has a second, wider policy",
      "create policy wide on lead to leadlift_app using (true)",
      /public.lead: the policy wide is not foreseen/,
    ],
    [
      "is open to everybody",
      "create policy wide on auth.account using (true)",
      /auth.account: the policy wide is not foreseen/,
    ],
    [
      "stands in a schema nobody thought of",
      "create schema side; create table side.careless (id uuid)",
      /side.careless/,
    ],
  ])("is found to be at fault when a table %s", async (_, sql, fault) => {
    expect((await faultsWith(sql)).join("\n")).toMatch(fault);
  });

  it("grants TRUNCATE, REFERENCES and TRIGGER to nobody but the owner", async () => {
    const { rows } = await owner.query(`
      select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants
       where privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER') and grantee <> current_user
         and table_schema not in ('pg_catalog', 'information_schema')`);
    expect(rows).toEqual([]);
  });

  it("has no view that reads with its owner's rights, and three functions that run with them: to make partitions, to name the newest migration, to ANALYZE", async () => {
    const { rows: views } = await owner.query(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'v' and n.nspname in ('public', 'auth', 'installation')
         and not coalesce(c.reloptions @> '{security_invoker=true}', false)`);
    const { rows: functions } = await owner.query(`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname in ('public', 'auth', 'installation') order by 1`);
    expect(views).toEqual([]);
    expect(functions).toEqual([
      { proname: "ensure_event_partitions" },
      { proname: "ensure_receipt_partitions" },
      { proname: "newest_migration" },
      { proname: "refresh_statistics" },
    ]);
  });

  it("has roles that own nothing, pass by nothing and belong to nothing", async () => {
    const { rows } = await owner.query(`
      select rolname from pg_roles r where rolname like 'leadlift\\_%' and rolname <> current_user
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
              or exists (select from pg_class where relowner = r.oid)
              or exists (select from pg_auth_members where member = r.oid))`);
    expect(rows).toEqual([]);
  });

  it("has no reference between tenants' tables that leaves the organisation out", async () => {
    const { rows } = await owner.query(`
      select conrelid::regclass::text as from, conname from pg_constraint
       where contype = 'f' and connamespace = 'public'::regnamespace
         and not exists (select from pg_attribute a where a.attrelid = conrelid and a.attnum = any(conkey) and a.attname = 'org_id')`);
    expect(rows).toEqual([]);
  });
});

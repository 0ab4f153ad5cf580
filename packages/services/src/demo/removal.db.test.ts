import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "../api-key/create.ts";
import { sandboxOf } from "../api-key/sandbox.ts";
import { createAccount } from "../auth/create-account.ts";
import { type Context, systemContext, userContext } from "../context.ts";
import { asOwner, type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { createOrganisation } from "../organisation/create.ts";
import { demoOrganisationId, demoPassword } from "./accounts.ts";
import { loadDemo } from "./load.ts";
import { removalProgress, requestSampleRemoval, sampleWasRemoved } from "./removal.ts";
import { runSampleRemoval } from "./run-removal.ts";

const never = new AbortController().signal;
let platform: OwnPlatform;
let own: Context;
let sample: Context;

async function adminOf(orgId: string, email: string): Promise<Context> {
  const { userId } = await createAccount(platform, {
    orgId,
    email,
    name: "Admin",
    role: "admin",
    password: demoPassword,
  });
  return userContext(platform, { userId, orgId, role: "admin", name: "Admin", orgName: "" });
}

beforeAll(async () => {
  platform = await ownPlatform();
  await loadDemo(platform, { leads: 200, eventsPerLead: 20 });
  sample = await adminOf(demoOrganisationId, "extra@sabarmati-homes.example");
  const { orgId } = await createOrganisation(platform, { name: "Own", slug: "own" });
  own = await adminOf(orgId, "own@own.example");
  await adminOf(orgId, "extra@sabarmati-homes.example");
  await createLead(platform.db, { id: orgId, name: "Own", slug: "own", crypto: own.organisation.crypto });
});
afterAll(() => platform.close());

/** Rows that still bear the organisation, by table. */
async function rowsOf(orgId: string): Promise<string[]> {
  const tables = (await asOwner(
    platform.ownerUrl,
    `select c.table_schema || '.' || quote_ident(c.table_name) as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.column_name = 'org_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and has_table_privilege('leadlift_app', (c.table_schema || '.' || quote_ident(c.table_name))::regclass, 'select')`,
  )) as { name: string }[];
  const left: string[] = [];
  for (const { name } of tables) {
    const rows = await platform.db.withOrgSql(orgId, (sql) =>
      sql.query(`select 1 from ${name} where org_id = $1 limit 1`, [orgId]),
    );
    if (rows.rows.length > 0) left.push(name);
  }
  return left;
}

test("an organisation that is no sample cannot be removed this way", async () => {
  await expect(requestSampleRemoval(own)).rejects.toMatchObject({ code: "CONFLICT" });
  await runSampleRemoval(own, { signal: never });
  expect((await systemContext(platform, own.orgId)).organisation.name).toBe("Own");
});

test("nothing is removed that nobody asked for", async () => {
  await runSampleRemoval(sample, { signal: never });
  expect(await removalProgress(sample)).toEqual({ since: null, total: 0, left: 0 });
  expect(await sampleWasRemoved(platform, demoOrganisationId)).toBe(false);
});

test("asked once or twice, the sample goes with all it has, also after a stop in the middle; all else stays", async () => {
  await createApiKey(sample, { kind: "secret", name: "Trying out", scopes: ["score:read"], test: true });
  const sandboxId = (await sandboxOf(sample)) ?? "";
  expect(await requestSampleRemoval(sample)).toMatchObject({ total: 200, left: 200 });
  await requestSampleRemoval(sample);
  const jobs = await platform.db.withOrg(demoOrganisationId, (tx) =>
    tx.outbox.findMany({ where: { job: "sample.remove" } }),
  );
  expect(jobs).toHaveLength(1);
  const stop = new AbortController();
  stop.abort(new Error("The worker is stopping"));
  await expect(runSampleRemoval(sample, { signal: stop.signal })).rejects.toThrow("The worker is stopping");
  const { left, total } = await removalProgress(sample);
  expect(left).toBeLessThan(total);
  await runSampleRemoval(sample, { signal: never });
  await expect(systemContext(platform, demoOrganisationId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await rowsOf(demoOrganisationId)).toEqual([]);
  expect(await rowsOf(sandboxId)).toEqual([]);
  await expect(systemContext(platform, sandboxId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await rowsOf(own.orgId)).toContain("public.lead");
  const { rows } = await platform.db.authPool.query<{ email: string }>(
    'select email from "user" order by email',
  );
  expect(rows.map(({ email }) => email)).toEqual(["extra@sabarmati-homes.example", "own@own.example"]);
  expect(await sampleWasRemoved(platform, demoOrganisationId)).toBe(true);
});

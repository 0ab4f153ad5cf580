import { randomUUID } from "node:crypto";
import { openDatabase } from "@leadlift/db/connect";
import { migrate } from "@leadlift/db/migrate/run";
import { createLead, createPerson } from "@leadlift/db/test/factories";
import { freshDatabase } from "@leadlift/db/test/fresh-database";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { type EventInput, recordEvents } from "./record.ts";

let platform: TestPlatform;
let owner: pg.Client;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
  owner = new pg.Client({ connectionString: platform.db.ownerUrl });
  await owner.connect();
  home = await createTenant(platform);
});
afterAll(async () => {
  await owner.end();
  await platform.db.close();
});

const day = 86_400_000;

function event(subject: EventInput["subject"], type = "page_view", daysAgo = 0): EventInput {
  return { eventId: randomUUID(), type, subject, occurredAt: new Date(Date.now() - daysAgo * day) };
}

async function send(tenant: Tenant, events: EventInput[]): Promise<void> {
  const { results } = await recordEvents(tenant.system, { events, source: "test" });
  expect(results.map(({ status }) => status)).toEqual(events.map(() => "recorded"));
}

/** Rows that are there, whoever may see them. */
async function rowsOf(
  table: string,
  tenant: Tenant,
  where = "true",
  values: unknown[] = [],
): Promise<number> {
  const text = `select count(*)::int as n from ${table} where org_id = $1 and ${where}`;
  const { rows } = await owner.query<{ n: number }>(text, [tenant.org.id, ...values]);
  return rows[0]?.n ?? -1;
}

function remove(tenant: Tenant, text: string, id: string): Promise<{ rowCount: number }> {
  return platform.db.withOrgSql(tenant.org.id, (sql) => sql.query(text, [id]));
}

describe("with its lead goes", () => {
  test("every event of it, and a visitor that was nobody else", async () => {
    const [lead, visitorId] = [await createLead(platform.db, home.org), randomUUID()];
    await send(home, [
      event({ visitorId }),
      event({ leadId: lead.id, visitorId }, "email_click"),
      event({ visitorId }),
    ]);
    await remove(home, "delete from lead where id = $1", lead.id);
    expect(await rowsOf("event", home, "lead_id = $2 or visitor_id = $3", [lead.id, visitorId])).toBe(0);
    expect(await rowsOf("visitor", home, "id = $2", [visitorId])).toBe(0);
    expect(await rowsOf("lead_state", home, "lead_id = $2", [lead.id])).toBe(0);
  });

  test("a shared visitor's part as that lead, and no other's", async () => {
    const [gone, stays] = [await createLead(platform.db, home.org), await createLead(platform.db, home.org)];
    const visitorId = randomUUID();
    await send(home, [event({ visitorId }, "page_view", 9)]);
    await send(home, [event({ visitorId, leadId: gone.id }, "email_click", 8)]);
    await send(home, [event({ visitorId, leadId: stays.id }, "email_click", 6)]);
    await send(home, [event({ visitorId }, "search", 7), event({ visitorId }, "download", 5)]);
    await remove(home, "delete from lead where id = $1", gone.id);
    const { rows } = await owner.query(
      "select type from event where org_id = $1 and visitor_id = $2 order by 1",
      [home.org.id, visitorId],
    );
    expect(rows).toEqual([{ type: "download" }, { type: "email_click" }]);
  });

  test("also what is being recorded at that moment, or it is told that the lead is not there", async () => {
    for (let round = 0; round < 10; round++) {
      const lead = await createLead(platform.db, home.org);
      const sending = Array.from({ length: 4 }, () =>
        recordEvents(home.system, { events: [event({ leadId: lead.id })], source: "test" }),
      );
      await Promise.all([...sending, remove(home, "delete from lead where id = $1", lead.id)]);
      const results = (await Promise.all(sending)).flatMap((call) => call.results);
      expect(results.every(({ status, code }) => status === "recorded" || code === "unknown_lead")).toBe(
        true,
      );
      expect(await rowsOf("event", home, "lead_id = $2", [lead.id])).toBe(0);
    }
  });
});

test("with a person goes everything of all their leads", async () => {
  const person = await createPerson(platform.db, home.org);
  const leads = [
    await createLead(platform.db, home.org, { personId: person.id }),
    await createLead(platform.db, home.org, { personId: person.id }),
  ];
  const visitorId = randomUUID();
  await send(home, [
    ...leads.map(({ id }) => event({ leadId: id, visitorId }, "email_click")),
    event({ visitorId }),
  ]);
  await remove(home, "delete from person where id = $1", person.id);
  const ids = leads.map(({ id }) => id);
  expect(await rowsOf("event", home, "lead_id = any($2) or visitor_id = $3", [ids, visitorId])).toBe(0);
  expect(await rowsOf("visitor", home, "id = $2", [visitorId])).toBe(0);
});

test("a visitor's going leaves what a lead did", async () => {
  const [lead, visitorId] = [await createLead(platform.db, home.org), randomUUID()];
  await send(home, [event({ visitorId }), event({ leadId: lead.id, visitorId }, "email_click")]);
  await remove(home, "delete from visitor where id = $1", visitorId);
  expect(await rowsOf("event", home, "visitor_id = $2 and lead_id is null", [visitorId])).toBe(0);
  expect(await rowsOf("event", home, "lead_id = $2", [lead.id])).toBe(1);
});

test("with an organisation goes all that was recorded of events, and nothing of another's", async () => {
  const doomed = await createTenant(platform);
  const other = await createTenant(platform);
  for (const tenant of [doomed, other]) {
    const lead = await createLead(platform.db, tenant.org);
    await send(tenant, [event({ leadId: lead.id }), event({ visitorId: randomUUID() })]);
  }
  await remove(doomed, "delete from organisation where id = $1", doomed.org.id);
  const tables = ["event", "event_dedupe", "event_quality", "visitor", "lead_state"];
  const left = async (tenant: Tenant) => {
    const counts: number[] = [];
    for (const table of tables) counts.push(await rowsOf(table, tenant));
    return counts;
  };
  expect(await left(doomed)).toEqual([0, 0, 0, 0, 0]);
  expect(await left(other)).toEqual([2, 2, 1, 1, 1]);
});

test("the partition of a month that nobody made is made by the first event in it", async () => {
  const fresh = await freshDatabase();
  try {
    await migrate({ ownerUrl: fresh.ownerUrl, keyring: platform.db.keyring });
    const { rows } = await fresh.owner.query<{ name: string }>(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass",
    );
    for (const { name } of rows) await fresh.owner.query(`drop table ${name}`);
    const db = await openDatabase({
      url: fresh.ownerUrl,
      keyring: platform.db.keyring,
      applicationName: "leadlift test",
    });
    const own: TestPlatform = { ...platform, db: { ...platform.db, ...db } };
    const tenant = await createTenant(own);
    const lead = await createLead(db, tenant.org);
    await send(tenant, [event({ leadId: lead.id }, "page_view", 400)]);
    const { rows: made } = await fresh.owner.query(
      "select relrowsecurity, relforcerowsecurity from pg_class where relispartition and relkind = 'r' and relname like 'event%'",
    );
    expect(made).toEqual(
      Array.from({ length: 5 }, () => ({ relrowsecurity: true, relforcerowsecurity: true })),
    );
    await db.close();
  } finally {
    await fresh.drop();
  }
});

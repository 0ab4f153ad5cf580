import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "./connect.ts";
import { newId } from "./id.ts";
import { type TestDatabase, testDatabase } from "./test/database.ts";
import {
  createEvent,
  createLead,
  createMember,
  createModel,
  createOrganisation,
  createOutcome,
  createPerson,
  type TestOrganisation,
} from "./test/factories.ts";

let db: TestDatabase;
let ours: TestOrganisation;
let theirs: TestOrganisation;
let theirLead: { id: string; personId: string };

beforeAll(async () => {
  db = await testDatabase();
  ours = await createOrganisation(db);
  theirs = await createOrganisation(db);
  await createLead(db, ours);
  theirLead = await createLead(db, theirs);
  await createMember(db, ours, { name: "Our broker" });
  await createMember(db, theirs, { name: "Their broker" });
});
afterAll(() => db.close());

const tenantTables = [
  "organisation",
  "person",
  "contact_point",
  "contact_past",
  "person_name_token",
  "lead",
  "lead_outcome",
  "event",
  "event_dedupe",
  "event_quality",
  "visitor",
  "visitor_link",
  "visitor_flag",
  "lead_merge",
  "lead_past",
  "lead_state",
  "lead_vector",
  "listing",
  "listing_past",
  "feature_run",
  "api_key",
  "notice",
  "consent_entry",
  "attribute",
  "import",
  "import_reject",
  "import_undo",
  "import_activity",
  "import_change",
  "blob",
  "blob_chunk",
  "training_run",
  "model",
  "score_base",
  "score",
  "scoring_run",
  "outbox",
  "audit_entry",
];

describe("a tenant", () => {
  it("reads nothing of another through Prisma", async () => {
    const seen = await db.withOrg(ours.id, async (tx) => ({
      lead: await tx.lead.findFirst({ where: { id: theirLead.id } }),
      organisations: await tx.organisation.findMany({ select: { id: true } }),
      leads: await tx.lead.count(),
    }));
    expect(seen).toEqual({ lead: null, organisations: [{ id: ours.id }], leads: 1 });
  });

  it.each(tenantTables)("reads no row of another in %s through SQL", async (table) => {
    const column = table === "organisation" ? "id" : "org_id";
    const { rows } = await db.withOrgSql(ours.id, (sql) =>
      sql.query<{ n: number }>(`select count(*)::int as n from ${table} where ${column} <> $1`, [ours.id]),
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("changes and deletes nothing of another", async () => {
    const where = { id: theirLead.id };
    const changed = await db.withOrg(ours.id, (tx) =>
      tx.lead.updateMany({ where, data: { city: "Stolen" } }),
    );
    const deleted = await db.withOrg(ours.id, (tx) => tx.lead.deleteMany({ where }));
    const bySql = await db.withOrgSql(ours.id, (sql) =>
      sql.query("update lead set city = 'Stolen' where id = $1", [theirLead.id]),
    );
    expect([changed.count, deleted.count, bySql.rowCount]).toEqual([0, 0, 0]);
    const kept = await db.withOrg(theirs.id, (tx) => tx.lead.findFirstOrThrow({ where }));
    expect(kept.city).toBe("Pune");
  });

  it("writes no row into another", async () => {
    const insert = db.withOrg(ours.id, (tx) =>
      tx.attribute.create({ data: { orgId: theirs.id, key: "a", label: "A", kind: "text", position: 1 } }),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
    const moved = db.withOrgSql(ours.id, (sql) => sql.query("update lead set org_id = $1", [theirs.id]));
    await expect(moved).rejects.toThrow(/row-level security/);
  });

  it("points no row at another's", async () => {
    const lead = (data: { personId: string; ownerId?: string }) =>
      db.withOrg(ours.id, (tx) => tx.lead.create({ data: { orgId: ours.id, id: newId(), ...data } }));
    await expect(lead({ personId: theirLead.personId })).rejects.toThrow(/[Ff]oreign key/);

    const person = await createPerson(db, ours);
    const theirMember = await createMember(db, theirs);
    await expect(lead({ personId: person.id, ownerId: theirMember.userId })).rejects.toThrow(
      /[Ff]oreign key/,
    );

    const theirModel = await createModel(db, theirs);
    const run = { orgId: ours.id, id: newId(), modelId: theirModel.id, status: "queued" };
    await expect(db.withOrg(ours.id, (tx) => tx.scoringRun.create({ data: run }))).rejects.toThrow(
      /[Ff]oreign key/,
    );
  });

  it("sees its own members only", async () => {
    const { rows } = await db.withOrgSql(ours.id, (sql) =>
      sql.query<{ name: string }>("select name from org_member"),
    );
    expect(rows).toEqual([{ name: "Our broker" }]);
  });

  it("reads no password, session or e-mail outside its members", async () => {
    const read = (text: string) => db.withOrgSql(ours.id, (sql) => sql.query(text));
    await expect(read("select password from auth.account")).rejects.toThrow(/permission denied/);
    await expect(read("select token from auth.session")).rejects.toThrow(/permission denied/);
    expect((await read("select email from auth.user")).rowCount).toBe(1);
  });

  it.each(tenantTables)("cannot truncate %s", async (table) => {
    await expect(db.withOrgSql(ours.id, (sql) => sql.query(`truncate ${table} cascade`))).rejects.toThrow(
      /permission denied/,
    );
  });

  it("cannot change what was audited, nor an outcome except by undoing it", async () => {
    const lead = await createLead(db, ours);
    const outcome = await createOutcome(db, ours, { leadId: lead.id });
    const write = (text: string, values: unknown[]) =>
      db.withOrgSql(ours.id, (sql) => sql.query(text, values));
    await expect(write("update audit_entry set action = 'x'", [])).rejects.toThrow(/permission denied/);
    await expect(write("delete from audit_entry", [])).rejects.toThrow(/permission denied/);
    await expect(write("update lead_outcome set step = 'won' where id = $1", [outcome.id])).rejects.toThrow(
      /permission denied/,
    );
    const undone = await write("update lead_outcome set undone_at = now() where id = $1", [outcome.id]);
    expect(undone.rowCount).toBe(1);
  });

  it("loses everything with its organisation", async () => {
    const doomed = await createOrganisation(db);
    const member = await createMember(db, doomed);
    const lead = await createLead(db, doomed, { ownerId: member.userId });
    await createOutcome(db, doomed, { leadId: lead.id });
    await createEvent(db, doomed, { leadId: lead.id });
    await createModel(db, doomed);
    await db.withOrg(doomed.id, (tx) => tx.organisation.delete({ where: { id: doomed.id } }));
    const left = await db.withOrg(doomed.id, async (tx) => [
      await tx.person.count(),
      await tx.lead.count(),
      await tx.model.count(),
      await tx.blob.count(),
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
  });

  it("keeps the leads of a member who leaves, unowned", async () => {
    const member = await createMember(db, ours);
    const lead = await createLead(db, ours, { ownerId: member.userId });
    await db.authPool.query(`delete from member where "userId" = $1`, [member.userId]);
    const after = await db.withOrg(ours.id, (tx) => tx.lead.findFirstOrThrow({ where: { id: lead.id } }));
    expect(after.ownerId).toBeNull();
  });
});

describe("no tenant", () => {
  it("is refused before a query runs", async () => {
    await expect(db.withOrg("", () => Promise.resolve())).rejects.toThrow(TypeError);
    expect(() => db.withOrgSql("x'; drop table lead; --", () => Promise.resolve())).toThrow(TypeError);
  });

  it("sees nothing on a connection that a tenant used before", async () => {
    const single = await openDatabase({
      url: db.ownerUrl,
      keyring: db.keyring,
      applicationName: "single",
      poolSize: 1,
    });
    await single.withOrg(ours.id, (tx) => tx.lead.count());
    const nobody = await single.withOrg(newId(), (tx) => tx.lead.count());
    await single.close();
    expect(nobody).toBe(0);
  });
});

describe("the system role", () => {
  it("lists organisations and nothing of them but their ids", async () => {
    const { rows } = await db.withSystem("list organisations", (sql) =>
      sql.query<{ id: string }>("select id from organisation where id = any($1)", [[ours.id, theirs.id]]),
    );
    expect(rows.map((row) => row.id).sort()).toEqual([ours.id, theirs.id].sort());
    await expect(
      db.withSystem("list organisations", (sql) => sql.query("select wrapped_key from organisation")),
    ).rejects.toThrow(/permission denied/);
  });

  it.each(tenantTables.filter((table) => table !== "organisation" && table !== "outbox"))(
    "reads nothing of %s",
    async (table) => {
      await expect(
        db.withSystem("relay outbox", (sql) => sql.query(`select * from ${table}`)),
      ).rejects.toThrow(/permission denied/);
    },
  );

  it("sees the outbox for the verbs that work on it only", async () => {
    const id = newId();
    await db.withOrg(ours.id, (tx) =>
      tx.outbox.create({ data: { orgId: ours.id, id, job: "test", payload: {} } }),
    );
    const find = (sql: { query(text: string, values: unknown[]): Promise<{ rowCount: number }> }) =>
      sql.query("select id from outbox where id = $1", [id]).then((found) => found.rowCount);
    expect(await db.withSystem("relay outbox", find)).toBe(1);
    expect(await db.withSystem("reconcile jobs", find)).toBe(1);
    expect(await db.withSystem("list organisations", find)).toBe(0);
    await expect(
      db.withSystem("relay outbox", (sql) =>
        sql.query("update outbox set payload = '{}' where id = $1", [id]),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it("claims promised jobs of all organisations, each row once between two claimers", async () => {
    const promised = await Promise.all(
      [ours, theirs, ours, theirs].map(async (org) => {
        const id = newId();
        await db.withOrg(org.id, (tx) =>
          tx.outbox.create({ data: { orgId: org.id, id, job: "claim", payload: {} } }),
        );
        return id;
      }),
    );
    const claim = () =>
      db.withSystem("relay outbox", async (sql) => {
        const { rows } = await sql.query<{ id: string }>(
          `update outbox set published_at = now(), attempts = attempts + 1
            where (org_id, id) in (select org_id, id from outbox
              where published_at is null and id = any($1) limit 2 for update skip locked) returning id`,
          [promised],
        );
        return rows.map((row) => row.id);
      });
    const claimed = (await Promise.all([claim(), claim()])).flat();
    while (claimed.length < promised.length) claimed.push(...(await claim()));
    expect(claimed.sort()).toEqual([...promised].sort());
  });
});

describe("sign-in's role", () => {
  it("reads nothing of the domain", async () => {
    await expect(db.authPool.query("select * from public.lead")).rejects.toThrow(/permission denied/);
    await expect(db.authPool.query("select * from public.organisation")).rejects.toThrow(/permission denied/);
  });
});

describe("a transaction", () => {
  it("is ended by the database when its process leaves it standing", async () => {
    const { rows } = await db.withOrgSql(ours.id, (sql) =>
      sql.query<{ limit: string }>("select current_setting('idle_in_transaction_session_timeout') as limit"),
    );
    expect(rows).toEqual([{ limit: "2min" }]);
  });

  it.each(["withOrg", "withOrgSql"] as const)("of %s leaves nothing when its work fails", async (door) => {
    const key = `kept_${newId()}`;
    const values = [ours.id, key];
    const insert =
      "insert into attribute (org_id, key, label, kind, position) values ($1, $2, 'A', 'text', 1)";
    const work =
      door === "withOrg"
        ? db.withOrg(ours.id, async (tx) => {
            await tx.attribute.create({
              data: { orgId: ours.id, key, label: "A", kind: "text", position: 1 },
            });
            throw new Error("changed my mind");
          })
        : db.withOrgSql(ours.id, async (sql) => {
            await sql.query(insert, values);
            throw new Error("changed my mind");
          });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await db.withOrg(ours.id, (tx) => tx.attribute.count({ where: { key } }))).toBe(0);
  });

  it("fails when its work swallowed the error of a query", async () => {
    const bySql = db.withOrgSql(ours.id, async (sql) => {
      await sql.query("select 1/0").catch(() => undefined);
    });
    await expect(bySql).rejects.toThrow(/nothing was kept/);
    const byPrisma = db.withOrg(ours.id, async (tx) => {
      await tx.attribute.create({
        data: { orgId: ours.id, key: newId(), label: "A", kind: "text", position: 1 },
      });
      await tx.$executeRaw`select 1/0`.catch(() => undefined);
    });
    await expect(byPrisma).rejects.toThrow(/nothing was kept/);
  });

  it("refuses a query after its end", async () => {
    const kept = await db.withOrgSql(ours.id, (sql) => Promise.resolve(sql));
    await expect(kept.query("select 1")).rejects.toThrow(/over/);
  });

  it("never leaks its tenant into one that runs beside it", async () => {
    const both = [ours, theirs];
    const reads = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const org = both[n % 2] ?? ours;
        const door = n % 4 < 2;
        const seen = door
          ? await db.withOrg(org.id, async (tx) => {
              const first = await tx.organisation.findMany({ select: { id: true } });
              await tx.lead.count();
              return [...first, ...(await tx.organisation.findMany({ select: { id: true } }))].map(
                (row) => row.id,
              );
            })
          : await db.withOrgSql(org.id, async (sql) => {
              const first = await sql.query<{ id: string }>("select id from organisation");
              await sql.query("select count(*) from lead");
              const second = await sql.query<{ id: string }>("select id from organisation");
              return [...first.rows, ...second.rows].map((row) => row.id);
            });
        return seen.every((id) => id === org.id) && seen.length === 2;
      }),
    );
    expect(reads.filter((right) => !right)).toEqual([]);
  });
});

describe("listening", () => {
  it("is told of a promised job when it commits, and not of one taken back", async () => {
    const heard: string[] = [];
    let wake = () => {};
    const unlisten = await db.listen("leadlift_outbox", (payload) => {
      if (payload === ours.id || payload === theirs.id) heard.push(payload);
      if (payload === theirs.id) wake();
    });
    const promise = (orgId: string, fail: boolean) =>
      db.withOrg(orgId, async (tx) => {
        await tx.outbox.create({ data: { orgId, id: newId(), job: "test", payload: {} } });
        if (fail) throw new Error("taken back");
      });
    await promise(ours.id, true).catch(() => undefined);
    const told = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await promise(theirs.id, false);
    await told;
    await unlisten();
    expect(heard).toEqual([theirs.id]);
  });
});

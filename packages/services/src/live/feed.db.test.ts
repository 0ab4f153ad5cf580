import { type Database, openDatabase } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { doAct, ownLead } from "../act/test/acting.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { type Announcement, announce, announceSoon } from "./announce.ts";
import { type Change, openFeed } from "./feed.ts";

const name = `feed ${newId()}`;

let platform: TestPlatform;
/** Another process's way to the same database. */
let elsewhere: Database;
let home: Tenant;
let other: Tenant;
let leadId: string;

beforeAll(async () => {
  platform = await testPlatform();
  const { ownerUrl: url, keyring } = platform.db;
  elsewhere = await openDatabase({ url, keyring, applicationName: name, poolSize: 2 });
  [home, other] = await Promise.all([createTenant(platform), createTenant(platform)]);
});
afterAll(async () => {
  await elsewhere.close();
  await platform.db.close();
});
beforeEach(async () => {
  leadId = await ownLead(platform, home, home.broker);
});

const tell = (tenant: Tenant, announcement: Announcement) =>
  platform.db.withOrgSql(tenant.org.id, (sql) => announce(sql, tenant.system, announcement));

/** Somebody who reads what they are told when the test says so. */
async function onlooker(ctx: Context) {
  const stop = new AbortController();
  const who = { orgId: ctx.orgId, userId: userIdOf(ctx) };
  const changes = await openFeed({ db: elsewhere }).subscribe(who, stop.signal);
  const reading = changes[Symbol.asyncIterator]();
  const next = async () => (await reading.next()).value;
  return {
    next,
    stop: () => stop.abort(),
    async until(mark: string): Promise<(Change | undefined)[]> {
      const heard: (Change | undefined)[] = [];
      for (;;) {
        const change = await next();
        if (!change || change.leadIds[0] === mark) return heard;
        heard.push(change);
      }
    },
  };
}

describe("whoever looks on", () => {
  test("is told what changes in their organisation, by ids, and nothing of any other", async () => {
    const [here, there] = [await onlooker(home.broker), await onlooker(other.broker)];
    await doAct(home.broker, { leadId, kind: "called", outcome: "talked", note: "Secret words" });
    const mark = newId();
    for (const tenant of [home, other]) await tell(tenant, { kind: "event", leadIds: [mark] });
    const heard = await here.until(mark);
    expect(heard).toEqual([{ kind: "lead", leadIds: [leadId] }]);
    expect(await there.until(mark)).toEqual([]);
    here.stop();
    there.stop();
  });

  test("is told only what is theirs, where it is said whose it is", async () => {
    const [mine, colleagues] = [await onlooker(home.broker), await onlooker(home.colleague)];
    await doAct(home.broker, { leadId, kind: "reassigned", ownerId: userIdOf(home.colleague) });
    const mark = newId();
    await tell(home, { kind: "event", leadIds: [mark] });
    expect(await mine.until(mark)).toEqual([{ kind: "lead", leadIds: [leadId] }]);
    expect(await colleagues.until(mark)).toContainEqual({ kind: "assigned", leadIds: [leadId] });
    mine.stop();
    colleagues.stop();
  });

  test("hears of events once they are recorded, gathered", async () => {
    const here = await onlooker(home.broker);
    const events = ["page_view", "whatsapp_in"].map((type) => ({
      eventId: newId(),
      type,
      subject: { leadId },
    }));
    await recordEvents(home.system, { events, source: "test" });
    expect(await here.next()).toEqual({ kind: "event", leadIds: [leadId] });
    here.stop();
  });

  test("is told of many as of many", async () => {
    const here = await onlooker(home.broker);
    await tell(home, { kind: "score", leadIds: Array.from({ length: 51 }, newId) });
    expect(await here.next()).toEqual({ kind: "score", leadIds: [] });
    announceSoon(home.system, { kind: "score", leadIds: Array.from({ length: 30 }, newId) });
    announceSoon(home.system, { kind: "score", leadIds: Array.from({ length: 30 }, newId) });
    expect(await here.next()).toEqual({ kind: "score", leadIds: [] });
    here.stop();
  });

  test("who reads slowly is told to look at everything again, and then of what is new", async () => {
    const slow = await onlooker(home.broker);
    const quick = await onlooker(home.broker);
    const ids = Array.from({ length: 201 }, newId);
    const read = quick.until(ids.at(-1) ?? "");
    for (const id of ids) await tell(home, { kind: "event", leadIds: [id] });
    await read;
    expect(await slow.next()).toEqual({ kind: "resync", leadIds: [] });
    await tell(home, { kind: "lead", leadIds: [leadId] });
    expect(await slow.next()).toEqual({ kind: "lead", leadIds: [leadId] });
    slow.stop();
    quick.stop();
  });

  test("is told to look again after the connection was lost", async () => {
    const here = await onlooker(home.broker);
    await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
        `${name} (listen)`,
      ]),
    );
    expect(await here.next()).toEqual({ kind: "resync", leadIds: [] });
    await tell(home, { kind: "lead", leadIds: [leadId] });
    expect(await here.next()).toEqual({ kind: "lead", leadIds: [leadId] });
    here.stop();
  });

  test("hears nothing after leaving", async () => {
    const here = await onlooker(home.broker);
    here.stop();
    expect(await here.next()).toBeUndefined();
  });
});

test("what is taken back is not told", async () => {
  const here = await onlooker(home.broker);
  const failing = platform.db.withOrgSql(home.org.id, async (sql) => {
    await announce(sql, home.system, { kind: "lead", leadIds: [leadId] });
    throw new Error("taken back");
  });
  await expect(failing).rejects.toThrow("taken back");
  const mark = newId();
  await tell(home, { kind: "event", leadIds: [mark] });
  expect(await here.until(mark)).toEqual([]);
  here.stop();
});

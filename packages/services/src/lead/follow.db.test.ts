import { newId } from "@leadlift/db/id";
import { createPerson } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bulkReassign } from "../assignment/bulk-reassign.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { moveLead } from "../outcome/move.ts";
import { changeLeadField } from "./change-field.ts";
import { deleteLead } from "./delete.ts";
import { type FollowedLeads, followLeads } from "./follow.ts";
import { mergeLeads } from "./merge.ts";
import { putLead } from "./put.ts";
import { tellLead } from "./tell.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "./test/tenant.ts";
import { unmergeLeads } from "./unmerge.ts";

let platform: TestPlatform;
let home: Tenant;
let reader: Context;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  home = await createTenant(platform, { businessHours: {} });
  reader = withScopes("leads:read");
});

type Scopes = Extract<Context["actor"], { kind: "key" }>["scopes"];
const withScopes = (...scopes: Scopes): Context => ({
  ...home.system,
  actor: { kind: "key", keyId: newId(), scopes },
});
const put = async (externalId: string, more: object = {}) =>
  (await putLead(home.system, { externalId, ...more })).leadId;

/** All that there is to come, once nobody else's transaction is under way. */
async function follow(cursor?: string, limit = 2): Promise<FollowedLeads> {
  const leads: FollowedLeads["leads"] = [];
  for (let at = cursor; ; ) {
    const page = await followLeads(reader, { limit, ...(at === undefined ? {} : { cursor: at }) });
    leads.push(...page.leads);
    if (!page.more) return { ...page, leads };
    at = page.cursor;
  }
}

/** Follows until a lead was told of: other suites' transactions may hold pages up. */
async function followUntil(leadIds: readonly string[], cursor?: string): Promise<FollowedLeads> {
  let found = await follow(cursor);
  await expect
    .poll(async () => {
      found = await follow(cursor);
      return leadIds.every((leadId) => found.leads.some((lead) => lead.leadId === leadId));
    })
    .toBe(true);
  return found;
}

const idsOf = ({ leads }: FollowedLeads) => leads.map(({ leadId }) => leadId);

describe("whoever follows leads", () => {
  test("is told each once over all pages, and afterwards only of what changed", async () => {
    const ids = [];
    for (const externalId of "ABCDE") ids.push(await put(externalId));
    const all = await followUntil(ids);
    expect(idsOf(all)).toEqual(ids);
    expect(idsOf(await follow(all.cursor))).toEqual([]);
    const [first = "", second = "", , , last = ""] = ids;
    await put("E", { city: "Pune" });
    await moveLead(home.broker, { leadId: first, step: "contacted" });
    const news = await followUntil([last, first], all.cursor);
    expect(news.leads).toMatchObject([
      { leadId: last, city: "Pune" },
      { leadId: first, step: "contacted" },
    ]);
    expect(idsOf(news)).not.toContain(second);
  });

  test.each<[string, (leadId: string) => Promise<unknown>]>([
    ["a field", (leadId) => changeLeadField(home.broker, { leadId, field: "budget_max", value: "85 L" })],
    [
      "an owner given with many others",
      (leadId) =>
        bulkReassign(home.manager, { leadIds: [leadId], toUserIds: [userIdOf(home.broker)], expected: 1 }),
    ],
    ["a name", () => put("A", { name: "Asha Patil" })],
    ["a number", () => put("A", { phone: "98765 43210" })],
  ])("is told of a change of %s", async (_, change) => {
    const leadId = await put("A");
    const { cursor } = await followUntil([leadId]);
    await change(leadId);
    expect(idsOf(await followUntil([leadId], cursor))).toEqual([leadId]);
  });

  test("is told what became of merged leads, and of those that are leads again", async () => {
    const [kept, merged] = [await put("A"), await put("B")];
    const before = await followUntil([kept, merged]);
    const { mergeId } = await mergeLeads(home.manager, { keptId: kept, mergedId: merged });
    const after = await followUntil([kept, merged], before.cursor);
    expect(after.leads.find(({ leadId }) => leadId === merged)).toMatchObject({
      deleted: false,
      mergedInto: kept,
    });
    await unmergeLeads(home.manager, { mergeId });
    const again = await followUntil([merged], after.cursor);
    expect(again.leads.find(({ leadId }) => leadId === merged)).toMatchObject({ mergedInto: null });
  });

  test("is told that a lead was deleted, and nothing else of it", async () => {
    const leadId = await put("A", { name: "Asha Patil", phone: "98765 43210" });
    const before = await followUntil([leadId]);
    await deleteLead(home.manager, { leadId });
    const after = await followUntil([leadId], before.cursor);
    expect(after.leads).toEqual([{ leadId, deleted: true, updatedAt: expect.any(Date) }]);
    expect((await followUntil([leadId])).leads).toEqual(after.leads);
  });

  test("may begin at a time, and stays with it over all pages", async () => {
    const [early, late] = [await put("A"), await put("B")];
    await followUntil([early, late]);
    const updatedSince = (await tellLead(reader, { leadId: late })).updatedAt;
    const page = await followLeads(reader, { updatedSince });
    expect(idsOf(page)).toEqual([late]);
    expect(idsOf(await follow(page.cursor))).toEqual([]);
    const future = new Date(Date.now() + 3_600_000);
    expect(await followLeads(reader, { updatedSince: future })).toMatchObject({ leads: [], more: false });
  });

  test("misses no change whose transaction began early and ended late", async () => {
    const [slow, quick] = [await put("slow"), await put("quick")];
    const { cursor } = await followUntil([slow, quick]);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let written = () => {};
    const begun = new Promise<void>((resolve) => {
      written = resolve;
    });
    const late = platform.db.withOrgSql(home.org.id, async (sql) => {
      await sql.query("update lead set version = version + 1 where org_id = $1 and id = $2", [
        home.org.id,
        slow,
      ]);
      written();
      await held;
    });
    await begun;
    await put("quick", { city: "Pune" });
    const meanwhile = await follow(cursor);
    expect(idsOf(meanwhile)).toEqual([]);
    release();
    await late;
    expect(idsOf(await followUntil([slow, quick], meanwhile.cursor))).toEqual([slow, quick]);
  });

  test("misses nothing of many who write at once", async () => {
    const begin = await follow();
    const seen = new Set<string>();
    let { cursor } = begin;
    const writing = Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        const made = [];
        for (let place = 0; place < 10; place++) made.push(await put(`${writer}-${place}`));
        return made;
      }),
    );
    let ids: string[] | null = null;
    writing.then((made) => {
      ids = made.flat();
    });
    await expect
      .poll(async () => {
        const page = await follow(cursor, 3);
        cursor = page.cursor;
        for (const { leadId } of page.leads) seen.add(leadId);
        return ids?.every((leadId) => seen.has(leadId));
      })
      .toBe(true);
  });
});

describe("what programs are told of a lead", () => {
  const given = {
    ...{ name: "Asha Patil", phone: "98765 43210", email: "asha@example.in", source: "99acres" },
    ...{ budget: "85 L", attributes: { bedrooms: 3 } },
  };

  test("has contacts masked, unless the key may read them, which is written down", async () => {
    const leadId = await put("A", given);
    const masked = await tellLead(reader, { leadId });
    expect(masked).toMatchObject({
      ...{
        externalId: "A",
        name: "Asha Patil",
        source: "99acres",
        attributes: { bedrooms: 3 },
        deleted: false,
      },
      budget: { minPaise: null, maxPaise: 85_00_000_00 },
      contacts: [
        { kind: "phone", value: "+91 ••••• ••210", masked: true },
        { kind: "email", value: "a•••@example.in", masked: true },
      ],
    });
    const audited = () =>
      platform.db.withOrg(home.org.id, (tx) =>
        tx.auditEntry.findMany({ where: { action: { in: ["lead.reveal-contact", "lead.read-contacts"] } } }),
      );
    expect(await audited()).toEqual([]);
    const trusted = withScopes("leads:read", "contacts:read");
    expect((await tellLead(trusted, { leadId })).contacts).toEqual([
      { kind: "phone", value: "+919876543210", masked: false },
      { kind: "email", value: "asha@example.in", masked: false },
    ]);
    await followUntil([leadId]);
    await followLeads(trusted);
    expect(await audited()).toMatchObject([
      { action: "lead.reveal-contact", subjectId: leadId },
      { action: "lead.read-contacts", detail: { leads: 1 } },
    ]);
  });

  test("is another organisation's to nobody", async () => {
    const leadId = await put("A", given);
    const other = await createTenant(platform);
    await expect(tellLead(other.system, { leadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { cursor } = await followUntil([leadId]);
    expect(await followLeads(other.system)).toMatchObject({ leads: [] });
    expect(await followLeads(other.system, { cursor })).toMatchObject({ leads: [] });
  });

  test("needs the scope", async () => {
    await expect(followLeads(withScopes("events:write"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(tellLead(withScopes("events:write"), { leadId: newId() })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

test("a lead that an event made is followed as any other", async () => {
  const { phone } = await createPerson(platform.db, home.org);
  const { results } = await recordEvents(home.system, {
    events: [{ eventId: newId(), type: "form_submit", subject: { phone } }],
    source: "site",
  });
  await followUntil([results[0]?.leadId ?? ""]);
});

test.each([
  ["rubbish", "x"],
  ["of another list", Buffer.from('{"sort":"score"}').toString("base64url")],
  [
    "with a time beyond all",
    Buffer.from('["1","00000000-0000-0000-0000-000000000000",9e99]').toString("base64url"),
  ],
  ["with SQL", Buffer.from(`["1'; --","x",null]`).toString("base64url")],
])("a cursor that is %s is refused", async (_, cursor) => {
  await expect(followLeads(reader, { cursor })).rejects.toMatchObject({ issues: [{ path: ["cursor"] }] });
});

import { newId } from "@leadlift/db/id";
import { createLead } from "@leadlift/db/test/factories";
import { profileAsOf } from "@leadlift/scoring/features";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadFacts } from "../feature/load-facts.ts";
import { changeLeadField } from "./change-field.ts";
import { getLead } from "./get.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "./test/tenant.ts";
import { leadTimeline } from "./timeline.ts";

let platform: TestPlatform;
let home: Tenant;
let leadId: string;

const kinds = ["numeric", "categorical", "boolean", "date", "text", "id"] as const;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  await platform.db.withOrg(home.org.id, (tx) =>
    tx.attribute.createMany({
      data: kinds.map((kind, position) => ({
        ...{ orgId: home.org.id, key: `a_${kind}`, label: `A ${kind}` },
        ...{ kind, position },
      })),
    }),
  );
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  leadId = (await createLead(platform.db, home.org, { attributes: { a_categorical: "applied" } })).id;
});

const change = (field: string, value: Parameters<typeof changeLeadField>[1]["value"], more = {}) =>
  changeLeadField(home.broker, { leadId, field, value, ...more });
const known = async () => {
  const { budget, attributes } = await getLead(home.broker, { leadId });
  return { budget, ...Object.fromEntries(attributes.map(({ key, value }) => [key, value])) };
};

describe("what a person tells", () => {
  test.each([
    ["a_numeric", "1,20,000", 120_000],
    ["a_numeric", 3.5, 3.5],
    ["a_categorical", " approved ", "approved"],
    ["a_boolean", "yes", true],
    ["a_boolean", false, false],
    ["a_date", "1 Dec 2026", "2026-11-30T18:30:00.000Z"],
    ["a_text", "Near a school\0", "Near a school"],
  ])("is kept as the kind of its field: %s %j", async (field, value, kept) => {
    expect(await change(field, value)).toMatchObject({ value: kept });
    expect(await known()).toMatchObject({ [field]: kept });
  });

  test.each([
    ["85 L", { minPaise: null, maxPaise: 85_00_000_00 }],
    ["50–75 lakh", { minPaise: 50_00_000_00, maxPaise: 75_00_000_00 }],
    ["1.2 Cr+", { minPaise: 1_20_00_000_00, maxPaise: null }],
    [60_00_000, { minPaise: null, maxPaise: 60_00_000_00 }],
  ])("is a budget as it is said: %j", async (value, budget) => {
    expect(await change("budget_max", value)).toMatchObject({ before: null, value: budget });
    expect(await known()).toMatchObject({ budget });
  });

  test.each([
    ["a_numeric", "many"],
    ["a_numeric", true],
    ["a_boolean", "perhaps"],
    ["a_date", "soon"],
    ["a_categorical", "x".repeat(300)],
    ["a_text", "   "],
    ["budget_max", "a lot"],
    ["budget_max", -5],
    ["budget_max", { minPaise: 2, maxPaise: 1 }],
    ["a_id", "7"],
    ["no_such", "7"],
    ["enriched.title", "CEO"],
  ] as const)("is refused in one sentence where it does not fit: %s %j", async (field, value) => {
    const before = await known();
    await expect(change(field, value)).rejects.toThrow();
    expect(await known()).toEqual(before);
  });

  test("is undone by handing back what was there before, also where that was nothing", async () => {
    const before = await known();
    for (const [field, value] of [
      ["a_categorical", "approved"],
      ["a_boolean", true],
      ["budget_max", "50-75 L"],
    ] as const) {
      const told = await change(field, value);
      await change(field, told.before, { version: told.version });
    }
    expect(await known()).toEqual(before);
  });

  test("is not overwritten by whoever looked at the lead before, and written once when said twice", async () => {
    const { version } = await getLead(home.broker, { leadId });
    const told = await change("a_boolean", true, { version });
    expect(told.version).toBe(version + 1);
    await expect(change("a_boolean", false, { version })).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await change("a_boolean", "yes")).version).toBe(told.version);
  });

  test("is in the timeline by its label, never with what was said", async () => {
    await change("a_text", "Moving in with her mother");
    const [entry] = await leadTimeline(home.broker, { leadId });
    expect(entry).toMatchObject({ kind: "audit", action: "lead.change-field", about: "A text" });
    expect(JSON.stringify(await leadTimeline(home.broker, { leadId }))).not.toContain("mother");
  });

  test("is unknown to vectors as of before", async () => {
    const before = new Date();
    await change("budget_max", "85 L");
    const budgetAsOf = async (at: Date) => {
      const facts = await platform.db.withOrgSql(home.org.id, (sql) => loadFacts(sql, home.system, [leadId]));
      const known = facts.get(leadId);
      return known && profileAsOf(known, at.getTime()).budgetMax;
    };
    expect(await budgetAsOf(before)).toBeNull();
    expect(await budgetAsOf(new Date(Date.now() + 1000))).toBe(85_00_000);
  });

  test("of another organisation's lead, or of one that was merged, is refused", async () => {
    const other = await createTenant(platform);
    await expect(
      changeLeadField(other.broker, { leadId, field: "budget_max", value: "85 L" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    const kept = await createLead(platform.db, home.org);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.lead.update({
        where: { orgId_id: { orgId: home.org.id, id: leadId } },
        data: { mergedInto: kept.id },
      }),
    );
    await expect(change("a_boolean", true)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(
      changeLeadField(home.broker, { leadId: newId(), field: "a_boolean", value: true }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

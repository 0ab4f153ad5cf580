import type { OrgSql } from "@leadlift/db/connect";
import { createLead, createPerson } from "@leadlift/db/test/factories";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { namePrefixes } from "../person/name-prefixes.ts";
import { leadFacets } from "./facets.ts";
import type { LeadRow } from "./lead-row.ts";
import { listLeads } from "./list.ts";
import { pageSql } from "./page-sql.ts";
import { searchLeads } from "./search.ts";
import { addManyLeads } from "./test/many-leads.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "./test/tenant.ts";
import { type LeadSort, leadSorts, leadViewSchema } from "./view.ts";
import { StatementValues, viewSql } from "./view-sql.ts";

type Input = Parameters<typeof listLeads>[1];

const many = 20_000;

let platform: TestPlatform;
let crowd: Tenant;
let small: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
  crowd = await createTenant(platform);
  small = await createTenant(platform);
  await addManyLeads(platform, crowd, many);
  // As autovacuum would within a minute.
  const owner = new pg.Client({ connectionString: platform.db.ownerUrl });
  await owner.connect();
  await owner.query("vacuum analyze lead, person, person_name_token, contact_point");
  await owner.end();
});
afterAll(() => platform.db.close());

async function walk(tenant: Tenant, input: Input): Promise<LeadRow[]> {
  const rows: LeadRow[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await listLeads(tenant.broker, { ...input, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    cursor = page.nextCursor;
    if (!cursor) return rows;
  }
}

/** Largest first, nothing last, then by id. */
function inOrder(rows: readonly LeadRow[], key: (row: LeadRow) => number | null): boolean {
  return rows.every((row, i) => {
    const next = rows[i + 1];
    if (!next) return true;
    const [a, b] = [key(row) ?? Number.NEGATIVE_INFINITY, key(next) ?? Number.NEGATIVE_INFINITY];
    return a > b || (a === b && row.id < next.id);
  });
}

describe("pages", () => {
  test("walked to the end give every lead of the view once, in order, for every sort", async () => {
    const keys: Record<LeadSort, (row: LeadRow) => number | null> = {
      score: (row) => row.score,
      newest: (row) => row.enquiredAt?.getTime() ?? null,
      updated: () => 0,
    };
    const view = { source: ["Referral"], city: ["Pune"], grade: ["A" as const, "B" as const] };
    for (const sort of leadSorts) {
      const rows = await walk(crowd, { view, sort, limit: 37 });
      const { total, more } = await listLeads(crowd.broker, { view, sort });
      expect({ rows: rows.length, more }).toEqual({ rows: total, more: false });
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(rows.every((row) => row.source === "Referral" && row.city === "Pune")).toBe(true);
      if (sort !== "updated") expect(inOrder(rows, keys[sort])).toBe(true);
    }
  });

  test("go on through ties into the leads that have nothing to sort by", async () => {
    const ids: string[] = [];
    for (const score of [50, 50, 50, null, null, 70]) {
      const scored = score === null ? {} : { score, grade: "C", probability: 0.5, scoreState: "scored" };
      ids.push((await createLead(platform.db, small.org, { source: "ties", ...scored })).id);
    }
    const rows = await walk(small, { view: { source: ["ties"] }, limit: 1 });
    expect(rows.map(({ score }) => score)).toEqual([70, 50, 50, 50, null, null]);
    expect(rows.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  test("count exactly up to a bound and say when there is more", async () => {
    const everything = await listLeads(crowd.broker, { view: { status: "all" } });
    expect(everything).toMatchObject({ total: 10_000, more: true });
    expect(everything.rows).toHaveLength(50);
  });

  test("refuse a cursor of another list", async () => {
    const { nextCursor } = await listLeads(crowd.broker, {});
    for (const cursor of [nextCursor ?? "", "no cursor"]) {
      await expect(listLeads(crowd.broker, { sort: "newest", cursor })).rejects.toMatchObject({
        code: "BAD_INPUT",
      });
    }
  });
});

describe("search", () => {
  const ids = async (search: string, more: Partial<Input> = {}) =>
    (await listLeads(small.broker, { search, ...more })).rows.map(({ id }) => id);
  const person = (name: string, phone: string, email: string) =>
    createPerson(platform.db, small.org, { name, phone, email, nameTokens: namePrefixes(name) });
  let ravi: string;
  let sita: string;

  beforeAll(async () => {
    const first = await person("José Ravi-Kumar", "+919812345678", "ravi@example.in");
    const second = await person("सीता राव", "+919899995678", "sita@example.in");
    ravi = (await createLead(platform.db, small.org, { personId: first.id, externalId: "LD-77" })).id;
    sita = (await createLead(platform.db, small.org, { personId: second.id, status: "lost" })).id;
  });

  test("finds a name by the beginnings of its words, in any order and script", async () => {
    expect(await ids("kum jo")).toEqual([ravi]);
    expect(await ids("JOSÉ")).toEqual([ravi]);
    expect(await ids("सी", { view: { status: "all" } })).toEqual([sita]);
    expect(await ids("avi")).toEqual([]);
  });

  test("finds a phone number, its last digits, an e-mail address and the id elsewhere", async () => {
    expect(await ids("98123 45678")).toEqual([ravi]);
    expect(await ids("345678")).toEqual([ravi]);
    expect(await ids("5678", { view: { status: "all" } })).toHaveLength(2);
    expect(await ids("098123")).toEqual([]);
    expect(await ids("0 345678")).toEqual([ravi]);
    expect(await ids("RAVI@example.in")).toEqual([ravi]);
    expect(await ids("LD-77")).toEqual([ravi]);
  });

  test("finds last four digits that begin with a nought", async () => {
    const { id: personId } = await person("Meera Shah", "+919812300151", "meera@example.in");
    const { id } = await createLead(platform.db, small.org, { personId, status: "won" });
    const won = { view: { status: "won" } } as const;
    expect(await ids("0151", won)).toEqual([id]);
    expect(await ids("00151", won)).toEqual([id]);
  });

  test("stays within the view, and one letter is no search yet", async () => {
    expect(await ids("सीता")).toEqual([]);
    expect((await ids("r")).length).toBeGreaterThan(1);
  });

  test("of a name that thousands bear keeps the list's order and stays within it", async () => {
    const page = await listLeads(crowd.broker, { search: "ra" });
    expect(page).toMatchObject({ total: 500, more: true });
    expect(page.rows.every(({ name }) => name?.startsWith("Ra"))).toBe(true);
    expect(inOrder(page.rows, ({ score }) => score)).toBe(true);
    const [only] = (await listLeads(crowd.broker, { search: "ravi", view: { grade: ["A"] } })).rows;
    expect(only).toMatchObject({ grade: "A" });
  });
});

test("a row shows the person masked, the owner's name and nothing that was not asked for", async () => {
  const ownerId = userIdOf(small.broker);
  const { id: personId } = await createPerson(platform.db, small.org, {
    name: "Asha Patil",
    phone: "+919876543210",
    email: "asha@example.in",
  });
  await createLead(platform.db, small.org, {
    personId,
    ownerId,
    budgetMaxPaise: 850_000_000n,
    attributes: { locality: "Baner" },
    topReason: {
      feature: "source",
      code: "category",
      params: { value: "Referral", label: "Source" },
      points: 9.4,
    },
  });
  const { rows } = await listLeads(small.broker, { view: { ownerId } });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    name: "Asha Patil",
    phone: "+91 ••••• ••210",
    email: "a•••@example.in",
    locality: "Baner",
    budget: { minPaise: null, maxPaise: 850_000_000 },
    owner: { id: ownerId, name: "Bina Shah" },
    topReason: { direction: "up" },
    trend: [],
    state: "none",
  });
});

test("facets add up to the leads they count", async () => {
  const facets = await leadFacets(crowd.broker);
  const sum = (values: readonly { count: number }[]) => values.reduce((total, { count }) => total + count, 0);
  expect(sum(facets.sources)).toBe(facets.statuses.open);
  expect(sum(facets.cities)).toBe(facets.statuses.open);
  expect(sum(facets.owners) + facets.unowned).toBe(facets.statuses.open);
  expect(Object.values(facets.grades).reduce((a, b) => a + b)).toBe(facets.statuses.open);
  expect(Object.values(facets.statuses).reduce((a, b) => a + b)).toBe(many);
});

describe("every page is read from an index", () => {
  const after = { id: "00000000-0000-7000-8000-000000000000" };
  const cursors = {
    score: { ...after, key: 40 },
    newest: { ...after, key: "2026-01-01T00:00:00.000Z" },
    updated: { ...after, key: "2026-01-01T00:00:00.000Z" },
  } as const;
  const explain = async (sql: OrgSql, statement: string, values: readonly unknown[]) => {
    const { rows } = await sql.query<{ "QUERY PLAN": string }>(`explain ${statement}`, values);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  const plan = (given: Input, sort: LeadSort, deep: boolean) =>
    platform.db.withOrgSql(crowd.org.id, async (sql) => {
      const into = new StatementValues();
      const view = leadViewSchema.parse(given.view ?? {});
      const found = await searchLeads(sql, crowd.broker, given.search);
      const where = viewSql(crowd.org.id, view, found, into);
      const statement = pageSql(sort, where, deep ? cursors[sort] : null, 51, into);
      return explain(sql, statement, into.values);
    });

  test.each(leadSorts)(
    "sorted by %s, first page and deep page, without sorting or reading the table",
    async (sort) => {
      for (const status of ["open", "all"] as const) {
        for (const deep of [false, true]) {
          const found = await plan({ view: { status } }, sort, deep);
          expect(found).not.toMatch(/Seq Scan|\bSort\b/);
          expect(found).toMatch(/Index/);
        }
      }
    },
  );

  test("filtered and searched", async () => {
    const inputs: Input[] = [
      { view: { grade: ["A"] } },
      { view: { source: ["Referral"], city: ["Pune"] } },
      { view: { source: ["nowhere"] } },
      { view: { ownerId: userIdOf(crowd.broker) } },
      { view: { ownerId: "none", state: "unknown" } },
      { search: "ravi" },
      { search: "ra" },
      { search: "person17" },
    ];
    for (const input of inputs) {
      for (const deep of [false, true]) expect(await plan(input, "score", deep)).not.toMatch(/Seq Scan/);
    }
  });
});

test("another organisation sees none of it", async () => {
  const stranger = await createTenant(platform);
  const { rows, total } = await listLeads(stranger.admin, { view: { status: "all" } });
  expect({ rows, total }).toEqual({ rows: [], total: 0 });
  expect((await listLeads(stranger.admin, { search: "ravi@example.in" })).rows).toEqual([]);
});

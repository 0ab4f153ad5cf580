import { createLead, createModel } from "@leadlift/db/test/factories";
import { decodeState, encodeState, stateAsOf } from "@leadlift/scoring/features";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordConsents } from "../../consent/record.ts";
import { loadFacts } from "../../feature/load-facts.ts";
import { featureSettings } from "../../feature/settings.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../../lead/test/tenant.ts";
import { leadTimeline } from "../../lead/timeline.ts";
import { getImport } from "../get.ts";
import { previewImport } from "../preview.ts";
import { rejectsCsv } from "../rejects-csv.ts";
import { runImport } from "../run.ts";
import { startImport } from "../start.ts";
import { counts, importActivities, importFile, importListings, never, upload } from "../test/importing.ts";

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
  await importFile(home, people);
});
afterAll(() => platform.db.close());

const people = `lead id,name,phone,email,enquiry date
LD-1,Asha Patil,9876543210,asha@example.in,01/03/2026 09:00
LD-2,Ravi Kumar,9812345678,ravi@example.in,02/03/2026 09:00
LD-3,Sita Rao,9811122233,sita@example.in,03/03/2026 09:00
`;
const log = `Lead Id,Mobile,Activity Type,Activity Date,Duration (sec),Project,Notes
LD-1,,Outgoing Call,05/03/2026 10:30,120,,Asked about parking
LD-1,,WhatsApp Received,05/03/2026 11:00,,,"Haan, Sunday ko 🙂"
,98123 45678,Site Visit Done,07/03/2026 16:00,,Skyline,
LD-3,,Viewed Property,08/03/2026 20:15,45,Skyline,
`;

const inHome = <T>(work: Parameters<typeof platform.db.withOrg<T>>[1]) =>
  platform.db.withOrg(home.org.id, work);
const leadOf = (externalId: string) =>
  inHome((tx) => tx.lead.findFirstOrThrow({ where: { orgId: home.org.id, externalId } }));
const events = () =>
  inHome((tx) =>
    tx.event.findMany({ where: { orgId: home.org.id }, orderBy: [{ occurredAt: "asc" }, { id: "asc" }] }),
  );

/** The state that is kept of every lead, and the one folded anew from all that is stored. */
async function statesOf() {
  const settings = featureSettings(home.system.organisation);
  const rows = await inHome((tx) => tx.leadState.findMany({ where: { orgId: home.org.id } }));
  const ids = rows.map(({ leadId }) => leadId);
  const facts = await platform.db.withOrgSql(home.org.id, (sql) => loadFacts(sql, home.system, ids));
  const now = Date.now() + 1_000;
  return rows.map(({ leadId, state }) => {
    const found = facts.get(leadId);
    const kept = decodeState(state);
    return {
      kept: kept && encodeState(kept),
      anew: found && encodeState(stateAsOf(found, { at: now, knownAt: now, lawfulAt: now }, settings)),
    };
  });
}

async function rejectedText(importId: string): Promise<string> {
  let text = "";
  for await (const chunk of (await rejectsCsv(home.manager, { importId })).text) text += chunk;
  return text;
}

describe("a log of past activities", () => {
  test("is recognised, and becomes events that were known when they happened", async () => {
    const { importId, kind } = await upload(home.manager, log, "activities.csv");
    expect(kind).toBe("activities");
    const preview = await previewImport(home.manager, { importId });
    expect(preview).toMatchObject({
      kind: "activities",
      warnings: [],
      proposal: { types: { "Outgoing Call": "call_out", "Viewed Property": "listing_view" } },
    });
    await startImport(home.manager, { importId });
    await runImport(home.system, { importId }, { signal: never });
    const done = await getImport(home.manager, { importId });
    expect(done).toMatchObject({ kind: "activities", status: "done", error: null });
    expect(counts(done)).toEqual({ read: 4, created: 4, updated: 0, unchanged: 0, rejected: 0 });

    const stored = await events();
    expect(stored.map(({ type }) => type)).toEqual([
      "call_out",
      "whatsapp_in",
      "site_visit_done",
      "listing_view",
    ]);
    expect(stored.every(({ occurredAt, recordedAt }) => occurredAt.getTime() === recordedAt.getTime())).toBe(
      true,
    );
    expect(stored[0]).toMatchObject({
      leadId: (await leadOf("LD-1")).id,
      occurredAt: new Date("2026-03-05T05:00:00Z"),
      source: "import",
      properties: { seconds: 120, answered: true },
    });
    expect(stored[2]).toMatchObject({
      leadId: (await leadOf("LD-2")).id,
      properties: { listing: "Skyline" },
    });
    const timeline = await leadTimeline(home.broker, { leadId: (await leadOf("LD-1")).id });
    expect(JSON.stringify(timeline)).toContain("Haan, Sunday ko 🙂");
    for (const { kept, anew } of await statesOf()) expect(kept).toBe(anew);
  });

  test("imported again, in another order of rows and columns, records nothing twice", async () => {
    await importActivities(home, log);
    const [header = "", ...rows] = log.trim().split("\n");
    const again = await importActivities(home, `${[header, ...rows.reverse()].join("\n")}\n`);
    expect(counts(again)).toMatchObject({ created: 0, updated: 0, unchanged: 4, rejected: 0 });
    const turned = "Notes,Activity Type,Activity Date,Duration (sec),Project,Mobile,Lead Id\n";
    const one = await importActivities(
      home,
      `${turned}Asked about parking,Outgoing Call,05/03/2026 10:30,120,,,LD-1\n`,
    );
    expect(counts(one)).toMatchObject({ created: 0, unchanged: 1 });
    expect(await events()).toHaveLength(4);
  });

  test("imported again with another meaning replaces what was recorded, there and back", async () => {
    await importActivities(home, log);
    const as = (type: "call_in" | "call_out") =>
      importActivities(home, log, (mapping) => Object.assign(mapping.types, { "Outgoing Call": type }));
    const types = async () => {
      const rows = await leadTimeline(home.broker, { leadId: (await leadOf("LD-1")).id });
      return rows.flatMap((row) => (row.kind === "event" ? [row.type] : [])).sort();
    };
    expect(counts(await as("call_in"))).toMatchObject({ created: 0, updated: 1, unchanged: 3 });
    expect(await types()).toEqual(["call_in", "whatsapp_in"]);
    expect(counts(await as("call_in"))).toMatchObject({ updated: 0, unchanged: 4 });
    expect(counts(await as("call_out"))).toMatchObject({ updated: 1, unchanged: 3 });
    expect(await types()).toEqual(["call_out", "whatsapp_in"]);
    for (const { kept, anew } of await statesOf()) expect(kept).toBe(anew);
  });

  test("with ids: a row that comes again says what holds now", async () => {
    const file = (type: string) =>
      `activity id,lead id,activity type,time\nA1,LD-1,${type},2026-03-05 10:00\n`;
    expect(counts(await importActivities(home, file("site visit scheduled")))).toMatchObject({ created: 1 });
    expect(counts(await importActivities(home, file("site visit done")))).toMatchObject({ updated: 1 });
    const twice = `${file("no show")}A1,LD-1,site visit done,2026-03-05 10:00\n`;
    expect(counts(await importActivities(home, twice))).toMatchObject({ created: 0, updated: 2 });
    const timeline = await leadTimeline(home.broker, { leadId: (await leadOf("LD-1")).id });
    expect(timeline.flatMap((row) => (row.kind === "event" ? [row.type] : []))).toEqual(["site_visit_done"]);
  });
});

test("rows that cannot be recorded come back as a file with the reason, and can be put right", async () => {
  const messy = `Lead Id,Phone,Activity Type,Activity Date,Notes
LD-1,,Call,05/03/2026 10:30,fine
LD-9,,Call,05/03/2026 10:30,nobody here
,9999900000,Call,05/03/2026 10:30,nobody either
,,Call,05/03/2026 10:30,whose?
LD-9,98123 45678,Call,05/03/2026 10:35,known by phone
LD-1,,Call,01/01/1970,old
LD-1,,Call,01/01/2100,far
LD-1,,Call,not a day,when?
LD-1,,Call,,when?
LD-1,,Zork,05/03/2026 10:30,what?
LD-1,,,05/03/2026 10:30,what?
LD-1,,Call,05/03/2026 10:30,fine
LD-1,,Enquiry form,05/03/2026 10:40,of somebody we know
`;
  const done = await importActivities(home, messy);
  expect(counts(done)).toEqual({ read: 13, created: 3, updated: 0, unchanged: 1, rejected: 9 });
  expect(done.rejects.map(({ line, code }) => [line, code])).toEqual([
    [3, "unknown-person"],
    [4, "unknown-person"],
    [5, "no-person"],
    [7, "too-early"],
    [8, "in-future"],
    [9, "bad-date"],
    [10, "no-time"],
    [11, "left-out"],
    [12, "no-type"],
  ]);
  expect(await inHome((tx) => tx.lead.count({ where: { orgId: home.org.id } }))).toBe(3);
  const text = await rejectedText(done.id);
  expect(text).toContain('LD-9,"",Call,05/03/2026 10:30,nobody here,3,"Nobody with this id');
  const corrected = await importActivities(
    home,
    text.replaceAll("LD-9", "LD-2").replace("01/01/2100", "06/03/2026"),
  );
  expect(counts(corrected)).toMatchObject({ created: 2, rejected: 7 });
});

test("the preview says when most of a file is about people who are no leads here", async () => {
  const { importId } = await upload(home.manager, log.replaceAll("LD-", "XX-"), "activities.csv");
  const { warnings } = await previewImport(home.manager, { importId });
  expect(warnings).toEqual([expect.stringMatching(/^Of the first 4 rows, 3 are about nobody/)]);
  const odd = await upload(home.manager, log.replace("Outgoing Call", "Zork"), "activities.csv");
  const preview = await previewImport(home.manager, { importId: odd.importId });
  expect(preview.warnings).toEqual([expect.stringMatching(/^What "Zork" means is not known/)]);
});

test("what a scored lead did before is known only from now on, and scores follow", async () => {
  await createModel(platform.db, home.org);
  const { id } = await leadOf("LD-1");
  await inHome((tx) =>
    tx.lead.update({
      where: { orgId_id: { orgId: home.org.id, id } },
      data: { scoredAt: new Date("2026-04-01T00:00:00Z") },
    }),
  );
  const before = Date.now() - 1_000;
  await importActivities(home, log);
  for (const { leadId, occurredAt, recordedAt } of await events()) {
    if (leadId === id) expect(recordedAt.getTime()).toBeGreaterThan(before);
    else expect(recordedAt).toEqual(occurredAt);
  }
  const runs = await inHome((tx) => tx.scoringRun.count({ where: { orgId: home.org.id, status: "queued" } }));
  expect(runs).toBe(1);
});

test("nothing is kept for a purpose that was withdrawn", async () => {
  const { id: leadId } = await leadOf("LD-3");
  await recordConsents(home.manager, {
    subject: { leadId },
    entries: [{ purpose: "web_tracking", status: "withdrawn", channel: "email" }],
  });
  const done = await importActivities(home, log);
  expect(counts(done)).toMatchObject({ created: 3, rejected: 1 });
  expect(done.rejects).toMatchObject([{ line: 5, code: "not-recorded" }]);
});

test("another organisation's people are nobody here", async () => {
  const other = await createTenant(platform);
  await createLead(platform.db, other.org, { externalId: "LD-77" });
  const done = await importActivities(home, log.replaceAll("LD-1", "LD-77"));
  expect(counts(done)).toMatchObject({ created: 2, rejected: 2 });
});

describe("ten thousand rows", () => {
  const leads = 250;
  const manyPeople = `lead id,name\n${Array.from({ length: leads }, (_, i) => `M-${i},Person ${i}`).join("\n")}\n`;
  const types = ["Outgoing Call", "WhatsApp Received", "Email Opened", "Page view", "Site Visit Done"];
  const from = Date.UTC(2025, 0, 1);
  const rows = Array.from({ length: 10_000 }, (_, i) => {
    const at = new Date(from + i * 3_600_000).toISOString();
    const who = i % 100 === 0 ? "unknown" : `M-${(i * 7) % leads}`;
    return `${who},${types[i % types.length]},${i % 1_000 === 1 ? "soon" : at},${i % 90}`;
  });
  const file = `Lead Id,Activity Type,Activity Date,Duration (sec)\n${rows.toReversed().join("\n")}\n`;

  test("newest first, stopped half-way and taken up again: each is dealt with once", async () => {
    await importFile(home, manyPeople);
    const { importId } = await upload(home.manager, file, "activities.csv");
    await startImport(home.manager, { importId, kind: "activities" });
    const abort = new AbortController();
    let batches = 0;
    const db = {
      ...platform.db,
      withOrgSql: async <T>(orgId: string, work: Parameters<typeof platform.db.withOrgSql<T>>[1]) =>
        platform.db.withOrgSql(orgId, (sql) =>
          work({
            query(text, values, name) {
              if (name === "import progress" && ++batches === 3) abort.abort();
              return sql.query(text, values, name);
            },
          }),
        ),
    };
    await expect(runImport({ ...home.system, db }, { importId }, { signal: abort.signal })).rejects.toThrow();
    const half = await getImport(home.manager, { importId });
    expect(half.status).toBe("running");
    expect([3_000, 4_000]).toContain(half.rowsRead);
    const started = performance.now();
    await runImport(home.system, { importId }, { signal: never });
    const perSecond = (10_000 - half.rowsRead) / ((performance.now() - started) / 1_000);
    const done = await getImport(home.manager, { importId });
    expect(counts(done)).toEqual({ read: 10_000, created: 9_890, updated: 0, unchanged: 0, rejected: 110 });
    expect(await events()).toHaveLength(9_890);
    const states = await statesOf();
    expect(states.length).toBeGreaterThan(200);
    for (const { kept, anew } of states) expect(kept).toBe(anew);
    console.info(`Activities, newest first: ${Math.round(perSecond)} rows/s`);
  }, 120_000);
});

test("listings are made, changed by what the file says, and nothing else", async () => {
  const file = `Property ID,Project,Configuration,Price,City,Locality,Status,Carpet Area
P-1,Skyline,2 BHK,85 L,Pune,Baner,Available,740
P-2,Skyline,3 BHK,1.2 Cr,Pune,Baner,Blocked,1020
,Skyline,1 BHK,40 L,Pune,Baner,Available,400
P-2,,,,,,Sold,
`;
  const { kind } = await upload(home.manager, file, "inventory.csv");
  expect(kind).toBe("listings");
  const first = await importListings(home, file);
  expect(first).toMatchObject({ kind: "listings", status: "done" });
  expect(counts(first)).toEqual({ read: 4, created: 2, updated: 0, unchanged: 1, rejected: 1 });
  const listings = () =>
    inHome((tx) => tx.listing.findMany({ where: { orgId: home.org.id }, orderBy: { externalId: "asc" } }));
  expect(await listings()).toMatchObject([
    { externalId: "P-1", priceMinPaise: 850_000_000n, status: "available", attributes: { carpet_area: 740 } },
    { externalId: "P-2", type: "3 BHK", priceMaxPaise: 1_200_000_000n, status: "sold", version: 1 },
  ]);
  const again = await importListings(home, file);
  // Within a file the last row about a listing holds.
  expect(counts(again)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  const changed = await importListings(home, "Property ID,Project,Price\nP-1,Skyline,90 L\n");
  expect(counts(changed)).toMatchObject({ created: 0, updated: 1 });
  const [p1] = await listings();
  expect(p1).toMatchObject({
    priceMaxPaise: 900_000_000n,
    type: "2 BHK",
    version: 2,
    attributes: { carpet_area: 740 },
  });
  expect(await inHome((tx) => tx.listingPast.count({ where: { orgId: home.org.id } }))).toBe(1);
});

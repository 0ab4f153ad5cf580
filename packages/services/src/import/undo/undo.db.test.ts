import { createModel } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordConsents } from "../../consent/record.ts";
import type { Context } from "../../context.ts";
import { recordEvents } from "../../event/record.ts";
import { recomputed, serve } from "../../feature/test/clocked.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../../lead/test/tenant.ts";
import { leadTimeline } from "../../lead/timeline.ts";
import { loseLead } from "../../outcome/lose.ts";
import { getImport } from "../get.ts";
import { previewImport } from "../preview.ts";
import {
  counts,
  importActivities,
  importFile,
  importListings,
  never,
  rowsOf,
  upload,
} from "../test/importing.ts";
import { previewUndo } from "./preview.ts";
import { runUndo } from "./run.ts";
import { undoImport } from "./start.ts";
import { undoableDays } from "./undoable.ts";

let platform: TestPlatform;
let home: Tenant;

beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());

const people = `lead id,name,phone,email,city,stage,lead owner
LD-1,Asha Patil,9876543210,asha@example.in,Pune,Site Visit Done,
LD-2,Ravi Kumar,9812345678,ravi@example.in,Mumbai,New,
LD-3,Sita Rao,9811122233,sita@example.in,Pune,New,
`;
const log = `Lead Id,Activity Type,Activity Date,Duration (sec),Notes
LD-1,Outgoing Call,05/03/2026 10:30,120,Asked about parking
LD-1,WhatsApp Received,05/03/2026 11:00,,"Haan, Sunday ko 🙂"
LD-2,Incoming Call,07/03/2026 16:00,300,
`;

const inHome = <T>(work: Parameters<typeof platform.db.withOrg<T>>[1]) =>
  platform.db.withOrg(home.org.id, work);
const leadOf = (externalId: string) =>
  inHome((tx) => tx.lead.findFirstOrThrow({ where: { orgId: home.org.id, externalId } }));
const externalIds = async () =>
  (await inHome((tx) => tx.lead.findMany({ where: { orgId: home.org.id } })))
    .map(({ externalId }) => externalId)
    .sort();

async function undo(importId: string, ctx: Context = home.system) {
  await undoImport(home.manager, { importId });
  await runUndo(ctx, { importId }, { signal: never });
  return (await getImport(home.manager, { importId })).undo;
}

describe("undoing an import of leads", () => {
  test("removes them with their persons, and the same file comes in anew", async () => {
    const empty = await rowsOf(home);
    const { id } = await importFile(home, people);
    expect(await previewUndo(home.manager, { importId: id })).toEqual({
      kind: "leads",
      total: 3,
      removes: 3,
      restores: 0,
      keeps: 0,
      kept: [],
    });
    expect(await undo(id)).toMatchObject({ status: "done", total: 3, done: 3, removed: 3, kept: 0 });
    expect(await rowsOf(home)).toMatchObject({ ...empty, imports: 1 });
    const { importId } = await upload(home.manager, people);
    expect((await previewImport(home.manager, { importId })).sameFile).toBeNull();
    expect(counts(await importFile(home, people))).toMatchObject({ created: 3, unchanged: 0 });
  });

  test("keeps those that somebody has worked on since, and names them", async () => {
    const { id } = await importFile(home, people);
    const [first, second] = [await leadOf("LD-1"), await leadOf("LD-2")];
    await loseLead(home.broker, { leadId: second.id, version: second.version, reason: "Price too high" });
    await recordConsents(home.system, {
      subject: { leadId: first.id },
      entries: [{ purpose: "calls", status: "withdrawn", channel: "whatsapp" }],
    });
    const preview = await previewUndo(home.manager, { importId: id });
    expect(preview).toMatchObject({ removes: 1, keeps: 2 });
    expect(new Map(preview.kept.map(({ name, because }) => [name, because]))).toEqual(
      new Map([
        ["Asha Patil", "consent"],
        ["Ravi Kumar", "outcome"],
      ]),
    );
    expect(await undo(id)).toMatchObject({ removed: 1, kept: 2 });
    expect(await externalIds()).toEqual(["LD-1", "LD-2"]);
  });

  test("keeps those that did something since, until that is taken back", async () => {
    const leads = await importFile(home, people);
    const activities = await importActivities(home, log);
    expect(await previewUndo(home.manager, { importId: leads.id })).toMatchObject({ removes: 1, keeps: 2 });
    await undo(activities.id);
    expect(await previewUndo(home.manager, { importId: leads.id })).toMatchObject({ removes: 3, keeps: 0 });
    await undo(leads.id);
    expect(await externalIds()).toEqual([]);
    expect(await inHome((tx) => tx.event.count({ where: { orgId: home.org.id } }))).toBe(0);
  });

  test("gives leads that it changed what they had before, unless they were changed since", async () => {
    await importFile(home, people);
    const before = await leadOf("LD-1");
    const again = await importFile(
      home,
      `lead id,city,stage\nLD-1,Nashik,Lost\nLD-2,Nashik,Lost\nLD-9,Thane,New\n`,
    );
    expect(await leadOf("LD-1")).toMatchObject({ city: "Nashik", status: "lost" });
    const second = await leadOf("LD-2");
    await inHome((tx) =>
      tx.lead.updateMany({ where: { id: second.id }, data: { city: "Satara", version: { increment: 1 } } }),
    );
    expect(await previewUndo(home.manager, { importId: again.id })).toMatchObject({
      removes: 1,
      restores: 1,
      keeps: 1,
    });
    expect(await undo(again.id)).toMatchObject({ removed: 1, restored: 1, kept: 1 });
    const { city, status, step, rowIndex } = before;
    expect(await leadOf("LD-1")).toMatchObject({ city, status, step, rowIndex, version: before.version + 2 });
    expect(await leadOf("LD-2")).toMatchObject({ city: "Satara", status: "lost" });
    expect(await externalIds()).toEqual(["LD-1", "LD-2", "LD-3"]);
  });

  test("of several that changed the same lead, the last first, goes back all the way", async () => {
    await importFile(home, people);
    const second = await importFile(home, "lead id,city\nLD-1,Nashik\n");
    const third = await importFile(home, "lead id,city\nLD-1,Thane\n");
    expect(await undo(third.id)).toMatchObject({ restored: 1, kept: 0 });
    expect(await leadOf("LD-1")).toMatchObject({ city: "Nashik" });
    expect(await undo(second.id)).toMatchObject({ restored: 1, kept: 0 });
    expect(await leadOf("LD-1")).toMatchObject({ city: "Pune" });
  });

  test("removes the lead of a person who had consented before the file came", async () => {
    await importFile(home, people);
    const entries = [{ purpose: "calls", status: "given", channel: "form" }] as const;
    await recordConsents(home.system, { subject: { externalId: "LD-1" }, entries: [...entries] });
    const more = await importFile(home, "lead id,name,phone\nLD-7,Asha Patil,9876543210\n");
    expect(await previewUndo(home.manager, { importId: more.id })).toMatchObject({ removes: 1, keeps: 0 });
    expect(await undo(more.id)).toMatchObject({ removed: 1, kept: 0 });
    expect(await rowsOf(home)).toMatchObject({ leads: 3, persons: 3 });
  });

  test("keeps a person who was known before, and those of another organisation", async () => {
    const other = await createTenant(platform);
    await importFile(other, people);
    await importFile(home, people);
    const more = await importFile(home, "lead id,name,phone\nLD-7,Asha Patil,9876543210\n");
    await undo(more.id);
    expect(await rowsOf(home)).toMatchObject({ leads: 3, persons: 3 });
    expect(await rowsOf(other)).toMatchObject({ leads: 3, persons: 3 });
    await expect(undoImport(other.manager, { importId: more.id })).rejects.toThrow("This import");
  });
});

describe("an undoing that is interrupted", () => {
  const many = `lead id,name,phone\n${Array.from({ length: 700 }, (_, i) => `${i},Person ${i},${9_800_000_000 + i}`).join("\n")}\n`;
  const watched = (onChunk: (chunks: number) => void): Context => {
    let chunks = 0;
    const db = {
      ...platform.db,
      async withOrgSql<T>(orgId: string, work: Parameters<typeof platform.db.withOrgSql<T>>[1]) {
        let progress = false;
        const result = await platform.db.withOrgSql(orgId, (sql) =>
          work({
            query: (text, values, name) => {
              progress ||= name === "undo progress";
              return sql.query(text, values, name);
            },
          }),
        );
        if (progress) onChunk(++chunks);
        return result;
      },
    };
    return { ...home.system, db };
  };

  test("goes on where it was, and counts each lead once", async () => {
    const { id } = await importFile(home, many);
    await undoImport(home.manager, { importId: id });
    await expect(undoImport(home.manager, { importId: id })).rejects.toThrow("being undone already");
    const abort = new AbortController();
    const ctx = watched((chunks) => chunks === 2 && abort.abort());
    await expect(runUndo(ctx, { importId: id }, { signal: abort.signal })).rejects.toThrow();
    expect(await rowsOf(home)).toMatchObject({ leads: 300 });
    expect(await getImport(home.manager, { importId: id })).toMatchObject({
      undo: { status: "running", total: 700, done: 400 },
    });
    await runUndo(home.system, { importId: id }, { signal: never });
    await runUndo(home.system, { importId: id }, { signal: never });
    expect(await getImport(home.manager, { importId: id })).toMatchObject({
      undo: { status: "done", total: 700, done: 700, removed: 700 },
      undoableUntil: null,
    });
    expect(await rowsOf(home)).toMatchObject({ leads: 0, persons: 0 });
  });

  test("writes nothing more when another worker has taken over", async () => {
    const { id } = await importFile(home, many);
    await undoImport(home.manager, { importId: id });
    let taken: Promise<void> | undefined;
    const ctx = watched((chunks) => {
      if (chunks === 1) taken = runUndo(home.system, { importId: id }, { signal: never });
    });
    await runUndo(ctx, { importId: id }, { signal: never });
    await taken;
    expect((await getImport(home.manager, { importId: id })).undo).toMatchObject({ done: 700, removed: 700 });
  });
});

describe("undoing an import of activities", () => {
  beforeEach(async () => {
    await importFile(home, people);
  });

  test("takes them off the timeline and out of the features, and scores again", async () => {
    await createModel(platform.db, home.org);
    const { id: leadId } = await leadOf("LD-1");
    const vector = async () => Array.from((await serve(home.system, [leadId]))[0]?.vector ?? []);
    const without = await vector();
    const { id } = await importActivities(home, log);
    expect(await vector()).not.toEqual(without);
    expect(await previewUndo(home.manager, { importId: id })).toMatchObject({ removes: 3, keeps: 0 });
    expect(await undo(id)).toMatchObject({ status: "done", removed: 3 });
    const [served] = await serve(home.system, [leadId]);
    expect([Array.from(served?.vector ?? [])]).toEqual(
      await recomputed(home.system, leadId, [served?.at ?? 0]),
    );
    expect(JSON.stringify(await leadTimeline(home.broker, { leadId }))).not.toContain("parking");
    const runs = await inHome((tx) =>
      tx.scoringRun.count({ where: { orgId: home.org.id, status: "queued" } }),
    );
    expect(runs).toBe(1);
    expect(counts(await importActivities(home, log))).toMatchObject({ created: 3, unchanged: 0 });
    expect(JSON.stringify(await leadTimeline(home.broker, { leadId }))).toContain("parking");
  });

  test("leaves every vector that was served as it was, and those of before without the mistake", async () => {
    const { id: leadId } = await leadOf("LD-1");
    const long = Date.now() - 30 * 86_400_000;
    const [earlier] = await recomputed(home.system, leadId, [long]);
    const { id } = await importActivities(home, log);
    const [served] = await serve(home.system, [leadId]);
    await inHome((tx) => tx.lead.updateMany({ where: { id: leadId }, data: { scoredAt: new Date() } }));
    expect(await recomputed(home.system, leadId, [long])).not.toEqual([earlier]);
    await undo(id);
    expect(await recomputed(home.system, leadId, [served?.at ?? 0, long])).toEqual([
      Array.from(served?.vector ?? []),
      earlier,
    ]);
  });

  test("has what an earlier import said hold again, and keeps what a later one says", async () => {
    const header = "Activity Id,Lead Id,Activity Type,Activity Date,Notes\n";
    const first = await importActivities(
      home,
      `${header}A-1,LD-1,Outgoing Call,05/03/2026 10:30,as it was\nA-2,LD-2,Outgoing Call,05/03/2026 11:30,untouched\n`,
    );
    const second = await importActivities(home, `${header}A-1,LD-1,Site Visit Done,06/03/2026 10:30,wrong\n`);
    expect(await previewUndo(home.manager, { importId: first.id })).toMatchObject({ removes: 1, keeps: 1 });
    expect(await previewUndo(home.manager, { importId: second.id })).toMatchObject({
      removes: 0,
      restores: 1,
    });
    expect(await undo(second.id)).toMatchObject({ removed: 0, restored: 1, kept: 0 });
    const { id: leadId } = await leadOf("LD-1");
    const timeline = JSON.stringify(await leadTimeline(home.broker, { leadId }));
    expect(timeline).toContain("as it was");
    expect(timeline).not.toContain("wrong");
    expect(await undo(first.id)).toMatchObject({ removed: 2, kept: 0 });
    expect(JSON.stringify(await leadTimeline(home.broker, { leadId }))).not.toContain("as it was");
  });

  test("passes over those of a lead that has gone", async () => {
    const { id } = await importActivities(home, log);
    await inHome((tx) => tx.lead.deleteMany({ where: { orgId: home.org.id, externalId: "LD-1" } }));
    expect(await undo(id)).toMatchObject({ status: "done", done: 3, removed: 1, kept: 0 });
  });

  test("leaves events that came otherwise", async () => {
    const { id: leadId } = await leadOf("LD-1");
    await recordEvents(home.system, {
      events: [{ eventId: "own", type: "call_in", subject: { leadId }, properties: { seconds: 5 } }],
      source: "telephony",
    });
    const { id } = await importActivities(home, log);
    await undo(id);
    const states = await serve(home.system, [leadId]);
    expect(states[0]?.lastEventAt).not.toBeNull();
  });
});

describe("undoing an import of listings", () => {
  const inventory = `Property ID,Project Name,Configuration,Price,Status
P-1,Skyline,2 BHK,85 L,Available
P-2,Skyline,3 BHK,1.2 Cr,Available
`;
  const listings = async () =>
    (
      await inHome((tx) =>
        tx.listing.findMany({ where: { orgId: home.org.id }, orderBy: { externalId: "asc" } }),
      )
    ).map(({ externalId, status }) => `${externalId} ${status}`);

  test("removes what nobody asks for, and puts back what it changed", async () => {
    const first = await importListings(home, inventory);
    await importFile(home, "lead id,name,phone,listing id\nLD-1,Asha,9876543210,P-1\n");
    const second = await importListings(
      home,
      `${inventory.replaceAll("Available", "Sold")}P-3,Nest,1 BHK,40 L,Sold\n`,
    );
    expect(await previewUndo(home.manager, { importId: second.id })).toMatchObject({
      removes: 1,
      restores: 2,
      keeps: 0,
    });
    expect(await undo(second.id)).toMatchObject({ removed: 1, restored: 2 });
    expect(await listings()).toEqual(["P-1 available", "P-2 available"]);
    await undo(first.id);
    // Changed twice since it came, though to what it was; the other one somebody asks for.
    expect(await listings()).toEqual(["P-1 available", "P-2 available"]);
  });

  test("removes them all where that is all that happened", async () => {
    const { id } = await importListings(home, inventory);
    expect(await undo(id)).toMatchObject({ removed: 2, kept: 0 });
    expect(await listings()).toEqual([]);
  });
});

test("an import can be undone for a stated time only, once, and by whoever may import", async () => {
  const { id } = await importFile(home, people);
  await expect(undoImport(home.broker, { importId: id })).rejects.toThrow("does not allow");
  const later = { ...home.manager, now: () => new Date(Date.now() + (undoableDays + 1) * 86_400_000) };
  await expect(undoImport(later, { importId: id })).rejects.toThrow("30 days ago");
  const waiting = await upload(home.manager, log);
  await expect(undoImport(home.manager, { importId: waiting.importId })).rejects.toThrow("has not ended yet");
  await undo(id);
  await expect(undoImport(home.manager, { importId: id })).rejects.toThrow("undone before");
  const audited = await inHome((tx) =>
    tx.auditEntry.findMany({ where: { orgId: home.org.id, subjectId: id }, orderBy: { at: "asc" } }),
  );
  expect(audited.map(({ action }) => action)).toEqual([
    "import.upload",
    "import.start",
    "import.finish",
    "import.undo",
    "import.undone",
  ]);
  expect(audited.at(-1)?.detail).toEqual({ removed: 3, restored: 0, kept: 0 });
});

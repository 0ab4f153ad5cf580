import { newId } from "@leadlift/db/id";
import { createLead, createPerson } from "@leadlift/db/test/factories";
import { featureNames } from "@leadlift/scoring/features";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { expireConsents } from "./expire.ts";
import { consentsOf } from "./history.ts";
import type { Purpose } from "./purposes.ts";
import { recordConsents } from "./record.ts";

const day = 86_400_000;
const start = Date.parse("2026-11-23T06:00:00Z");
let platform: TestPlatform;
let home: Tenant;
/** The system's context, so many days after the start. */
let later: (days: number) => Context;

beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  home = await createTenant(platform);
  later = (days) => ({ ...home.system, now: () => new Date(start + days * day) });
});
afterAll(() => platform.db.close());

async function consented(purpose: Purpose, expiresInDays: number) {
  const person = await createPerson(platform.db, home.org);
  const lead = await createLead(platform.db, home.org, { personId: person.id });
  await agree(person.id, purpose, 0, expiresInDays);
  return { personId: person.id, leadId: lead.id };
}

function agree(personId: string, purpose: Purpose, onDay: number, expiresOnDay: number) {
  const expiresAt = new Date(start + expiresOnDay * day);
  return recordConsents(later(onDay), {
    subject: { personId },
    entries: [{ purpose, status: "given", channel: "form", expiresAt }],
  });
}

/** A model in office, of which nobody asks anything here: without one no score is promised. */
async function withChampion(): Promise<void> {
  const orgId = home.org.id;
  const meta = { purpose: "model", contentType: "application/octet-stream" };
  const { id: onnxBlobId, sha256 } = await platform.blobs.write(orgId, meta, nothing());
  const target = { targetStep: "visit_done", horizonDays: 30 };
  const trainingRunId = newId();
  await platform.db.withOrg(orgId, async (tx) => {
    await tx.trainingRun.create({ data: { orgId, id: trainingRunId, status: "done", ...target } });
    await tx.model.create({
      data: {
        ...{ orgId, id: newId(), version: 1, role: "champion", trainingRunId, onnxBlobId, sha256 },
        ...{ ...target, manifest: {}, report: {} },
      },
    });
  });
}

async function* nothing() {
  yield Buffer.from("-");
}

const ledgerOf = async (personId: string) =>
  (await consentsOf(later(99), { personId })).entries.map(({ status, occurredAt }) => [
    status,
    (occurredAt.getTime() - start) / day,
  ]);

test("a consent whose time is over is noted once, whoever sweeps and however many at once", async () => {
  const people = [];
  for (let index = 0; index < 30; index++) people.push(await consented("web_tracking", index < 20 ? 3 : 9));
  expect(await expireConsents(later(2))).toBe(0);
  const counts = await Promise.all(Array.from({ length: 4 }, () => expireConsents(later(5))));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
  expect(await expireConsents(later(6))).toBe(0);
  for (const [index, { personId }] of people.entries()) {
    const given = [["given", 0]];
    expect(await ledgerOf(personId)).toEqual(index < 20 ? [["expired", 3], ...given] : given);
  }
  const audited = await platform.db.withOrg(home.org.id, (tx) =>
    tx.auditEntry.count({ where: { orgId: home.org.id, action: "consent.expire" } }),
  );
  expect(audited).toBe(20);
});

test("what was renewed or withdrawn before its time does not expire; a renewal does in its own time", async () => {
  const renewed = await consented("calls", 3);
  await agree(renewed.personId, "calls", 2, 8);
  const withdrawn = await consented("calls", 3);
  await recordConsents(later(1), {
    subject: { personId: withdrawn.personId },
    entries: [{ purpose: "calls", status: "withdrawn", channel: "form" }],
  });
  expect(await expireConsents(later(5))).toBe(0);
  expect(await expireConsents(later(9))).toBe(1);
  expect(await ledgerOf(renewed.personId)).toEqual([
    ["expired", 8],
    ["given", 2],
    ["given", 0],
  ]);
  expect(await ledgerOf(withdrawn.personId)).toHaveLength(2);
});

test("a consent that was given again after its end stands, and the gap is noted all the same", async () => {
  const { personId } = await consented("calls", 3);
  await agree(personId, "calls", 5, 20);
  expect(await expireConsents(later(6))).toBe(1);
  expect((await consentsOf(later(6), { personId })).current.calls).toMatchObject({ inForce: true });
});

test("with it goes what rested on it: features, vectors and the score; a new score is promised", async () => {
  const { leadId } = await consented("web_tracking", 3);
  const other = await consented("web_tracking", 9);
  const view = (id: string) => ({
    eventId: `${id} views`,
    type: "listing_view",
    occurredAt: new Date(start + day),
    properties: { listing: "A", seconds: 40 },
    subject: { leadId: id },
  });
  await recordEvents(later(1), { events: [leadId, other.leadId].map(view), source: "test" });
  await withChampion();
  await platform.db.withOrg(home.org.id, async (tx) => {
    const values = featureNames.map(() => 0);
    for (const id of [leadId, other.leadId]) {
      await tx.leadVector.create({
        data: {
          ...{ orgId: home.org.id, leadId: id, at: new Date(start), setVersion: 1, stateVersion: 1 },
          ...{ leadVersion: 1, values, staleAt: new Date(start + 99 * day) },
        },
      });
      await tx.lead.update({
        where: { orgId_id: { orgId: home.org.id, id } },
        data: { scoreState: "scored", score: 60, grade: "B", probability: 0.2 },
      });
    }
  });
  expect(await expireConsents(later(4))).toBe(1);

  const after = await platform.db.withOrg(home.org.id, async (tx) => ({
    leads: await tx.lead.findMany({ where: { scoreState: "scored" }, select: { id: true } }),
    vectors: await tx.leadVector.findMany({ select: { leadId: true } }),
    jobs: await tx.outbox.findMany({ where: { job: "lead.score" }, select: { payload: true } }),
  }));
  expect(after.leads).toEqual([{ id: other.leadId }]);
  expect(after.vectors).toEqual([{ leadId: other.leadId }]);
  expect(after.jobs.map(({ payload }) => payload)).toContainEqual({ orgId: home.org.id, leadId });
  const [read, others] = await platform.db.withOrgSql(home.org.id, (sql) =>
    readVectors(sql, later(4), [{ id: leadId }, { id: other.leadId }]),
  );
  const siteMinutes = featureNames.indexOf("site_minutes");
  expect(read?.vector[siteMinutes]).toBeNaN();
  expect(others?.vector[siteMinutes]).toBeGreaterThan(0);
});

test("when the consent to enrichment ends, what others said of the person is gone", async () => {
  const { leadId } = await consented("enrichment", 3);
  const attributes = { "enriched.job_title": "Director", loan: 1 };
  const lead = { orgId_id: { orgId: home.org.id, id: leadId } };
  await platform.db.withOrg(home.org.id, (tx) => tx.lead.update({ where: lead, data: { attributes } }));
  await expireConsents(later(4));
  const row = await platform.db.withOrg(home.org.id, (tx) => tx.lead.findUniqueOrThrow({ where: lead }));
  expect(row.attributes).toEqual({ loan: 1 });
});

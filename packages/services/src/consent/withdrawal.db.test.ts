import { randomUUID } from "node:crypto";
import type { TestOrganisation } from "@leadlift/db/test/factories";
import { featureByName, featureNames } from "@leadlift/scoring/features";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { openQueueBackend } from "../jobs/backend.ts";
import { queueSource } from "../jobs/queue.ts";
import { startRelay } from "../jobs/relay.ts";
import type { JobHandlers } from "../jobs/run.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { startWork } from "../jobs/work.ts";
import { requestTraining } from "../model/request-training.ts";
import { labelledLeads } from "../outcome/labelled-leads.ts";
import { createModelCache, type ModelCache } from "../scoring/open-champion.ts";
import { scoreLead } from "../scoring/score-lead.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import type { Purpose } from "./purposes.ts";
import { recordConsents } from "./record.ts";

const hour = 3_600_000;
const ofTracking = featureNames.filter((name) => featureByName(name)?.purpose === "web_tracking");
let platform: OwnPlatform;
let org: TestOrganisation & { leadIds: string[] };
let ctx: Context;
let models: ModelCache;
const closers: { close(): Promise<void> }[] = [];

/** An organisation that learned from what its leads did on the site, and a worker that scores them. */
beforeAll(async () => {
  platform = await ownPlatform();
  models = createModelCache();
  closers.push(platform, models);
  org = await learnableOrganisation(platform.db, { leads: 240 });
  ctx = await asSystem(platform, org);
  const leads = await platform.db.withOrg(org.id, (tx) => tx.lead.findMany({ where: { orgId: org.id } }));
  await recordEvents(ctx, {
    source: "site",
    backfill: true,
    events: leads.flatMap(({ id, enquiredAt, createdAt }) =>
      [0.2, 0.4, 30, 31].map((hours) =>
        viewed(id, new Date((enquiredAt ?? createdAt).getTime() + hours * hour)),
      ),
    ),
  });
  const asked = await requestTraining(await asUser(platform, org, "admin"), {});
  await trainOrganisationModel(ctx, asked, { signal: new AbortController().signal });

  const backend = await openQueueBackend(queueSource(platform.env, platform.db), platform.log);
  const elsewhere = () => Promise.resolve();
  const handlers: JobHandlers = {
    "model.train": elsewhere,
    "organisation.score": elsewhere,
    "import.run": elsewhere,
    "import.undo": elsewhere,
    "push.send": elsewhere,
    "webhook.deliver": elsewhere,
    "mail.send": elsewhere,
    "sample.remove": elsewhere,
    "lead.refold": elsewhere,
    "lead.enrich": elsewhere,
    "features.precompute": elsewhere,
    "lead.score": (of, { leadId }) => scoreLead(of, { leadId }, { models }).then(() => {}),
  };
  closers.push(
    backend,
    await startRelay(platform.db, backend, platform.log),
    startWork(platform, backend, handlers),
  );
});
afterAll(async () => {
  for (const each of closers.reverse()) await each.close();
});

test.each<[Purpose, string]>([
  ["web_tracking", "scored"],
  ["scoring", "unknown"],
])(
  "while others' events keep coming, a withdrawal of %s is in the next score of the lead",
  async (purpose, state) => {
    const leadId = org.leadIds[purpose === "scoring" ? 5 : 9] ?? "";
    await scoreLead(ctx, { leadId }, { models });
    expect((await leadRow(leadId)).scoreState).toBe("scored");
    const stop = new AbortController();
    const load = keepSending(stop.signal);

    try {
      const start = performance.now();
      await recordConsents(ctx, {
        subject: { leadId },
        entries: [{ purpose, status: "withdrawn", channel: "whatsapp" }],
      });
      expect(await keptVectors(leadId)).toBe(0);
      expect(await scoredWithout(leadId)).toBe(true);
      await expect
        .poll(async () => (await leadRow(leadId)).scoreState, { timeout: 30_000, interval: 20 })
        .toBe(state);
      console.log(`${purpose}: in the score after ${Math.round(performance.now() - start)} ms`);
    } finally {
      stop.abort();
      await load;
    }

    expect(await scoredWithout(leadId)).toBe(true);
    const rows = [];
    const options = { step: "visit_booked", horizonDays: 30, asOf: new Date() };
    for await (const row of labelledLeads(ctx, options)) rows.push(row);
    const row = rows.find((each) => each.leadId === leadId);
    if (purpose === "scoring") expect(row).toBeUndefined();
    else expect(ofTracking.filter((name) => row?.record[name] != null)).toEqual([]);
    const another = rows.find((each) => each.leadId === org.leadIds[20]);
    expect(ofTracking.some((name) => another?.record[name] != null)).toBe(true);
  },
);

const leadRow = (leadId: string) =>
  platform.db.withOrg(org.id, (tx) =>
    tx.lead.findUniqueOrThrow({ where: { orgId_id: { orgId: org.id, id: leadId } } }),
  );
const keptVectors = (leadId: string) =>
  platform.db.withOrg(org.id, (tx) => tx.leadVector.count({ where: { orgId: org.id, leadId } }));

async function scoredWithout(leadId: string): Promise<boolean> {
  const [read] = await platform.db.withOrgSql(org.id, (sql) => readVectors(sql, ctx, [{ id: leadId }]));
  return ofTracking.every((name) => Number.isNaN(read?.vector[featureNames.indexOf(name)]));
}

/** Pages that other leads look at, one call after the other. */
async function keepSending(signal: AbortSignal): Promise<void> {
  const others = org.leadIds.slice(20, 120);
  for (let call = 0; !signal.aborted; call++) {
    const some = others.slice((call * 10) % 100, ((call * 10) % 100) + 10);
    await recordEvents(ctx, { source: "site", events: some.map((leadId) => viewed(leadId, new Date())) });
  }
}

function viewed(leadId: string, occurredAt: Date) {
  const properties = { listing: "Tulip Parisar 2 BHK", seconds: 40 };
  return { eventId: randomUUID(), type: "listing_view", occurredAt, properties, subject: { leadId } };
}

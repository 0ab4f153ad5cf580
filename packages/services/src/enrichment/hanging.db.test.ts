import { randomUUID } from "node:crypto";
import { newId } from "@leadlift/db/id";
import { createPerson, type TestOrganisation } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { openQueueBackend } from "../jobs/backend.ts";
import { jobCatalogue } from "../jobs/catalogue.ts";
import { queueSource } from "../jobs/queue.ts";
import { startRelay } from "../jobs/relay.ts";
import type { JobHandlers } from "../jobs/run.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { startWork } from "../jobs/work.ts";
import { requestTraining } from "../model/request-training.ts";
import { type StandIn, standIn } from "../outbound/test/stand-in.ts";
import { createModelCache } from "../scoring/open-champion.ts";
import { scoreLead } from "../scoring/score-lead.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { enrichLead } from "./enrich-lead.ts";
import { putProvider } from "./put-provider.ts";

let hanging: StandIn;
let platform: OwnPlatform;
let org: TestOrganisation & { leadIds: string[] };
let ctx: Context;
let admin: Context;
const closers: { close(): Promise<void> }[] = [];

/** An organisation with a model, whose provider takes every question and never answers; a worker with all its queues. */
beforeAll(async () => {
  hanging = await standIn(() => {});
  platform = await ownPlatform({ LEADLIFT_PRIVATE_HOSTS: hanging.host });
  const models = createModelCache();
  closers.push(hanging, platform, models);
  org = await learnableOrganisation(platform.db, { leads: 240 });
  ctx = await asSystem(platform, org);
  admin = await asUser(platform, org, "admin");
  const asked = await requestTraining(admin, {});
  await trainOrganisationModel(ctx, asked, { signal: new AbortController().signal });
  await putProvider(admin, {
    name: "Hangs",
    monthlyBudget: 1_000,
    settings: {
      method: "GET",
      url: `http://${hanging.host}/{email}`,
      mapping: { job_title: "title" },
      timeoutMs: 30_000,
    },
  });
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
    "features.precompute": elsewhere,
    "lead.score": (of, { leadId }) => scoreLead(of, { leadId }, { models }),
    "lead.enrich": (of, { leadId }, { signal }) => enrichLead(of, { leadId }, { signal }),
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

test("a provider that hangs delays no score: leads are scored though none of its questions is answered", async () => {
  const leadIds = org.leadIds.slice(0, 12);
  for (const leadId of leadIds) await agreeWithAddress(leadId);
  const atOnce = jobCatalogue["lead.enrich"].concurrency;
  await expect.poll(() => hanging.received.length, { timeout: 20_000 }).toBe(atOnce);

  const before = await scoredAt(leadIds);
  await recordEvents(ctx, {
    source: "site",
    events: leadIds.map((leadId) => ({
      eventId: randomUUID(),
      type: "listing_view",
      properties: { listing: "Tulip Parisar 2 BHK", seconds: 40 },
      subject: { leadId },
    })),
  });
  const sentAt = Date.now();
  for (const leadId of leadIds) {
    await expect
      .poll(async () => (await scoredAt([leadId])).get(leadId) ?? 0, { timeout: 25_000, interval: 20 })
      .toBeGreaterThan(before.get(leadId) ?? 0);
  }
  console.log(
    `${leadIds.length} leads scored ${Date.now() - sentAt} ms after their events, while a provider hangs`,
  );

  expect(await finished("lead.enrich")).toBe(0);
});

async function agreeWithAddress(leadId: string): Promise<void> {
  const { id: personId } = await createPerson(platform.db, org, { email: `${newId()}@rao.example` });
  await platform.db.withOrg(org.id, (tx) =>
    tx.lead.updateMany({ where: { id: leadId }, data: { personId } }),
  );
  await recordConsents(ctx, {
    subject: { leadId },
    entries: [{ purpose: "enrichment", status: "given", channel: "form" }],
  });
}

/** When each lead's state was last taken into a score: the promise that its events gave has been kept. */
async function scoredAt(leadIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await platform.db.withOrgSql(org.id, (sql) =>
    sql.query<{ leadId: string; version: number }>(
      `select lead_id as "leadId", version from lead_state
        where org_id = $1 and lead_id = any($2::uuid[]) and score_promised_at is null
          and exists (select from lead l where l.org_id = $1 and l.id = lead_id and l.score_state = 'scored')`,
      [org.id, leadIds],
    ),
  );
  return new Map(rows.map(({ leadId, version }) => [leadId, version]));
}

function finished(job: string): Promise<number> {
  return platform.db.withOrg(org.id, (tx) =>
    tx.outbox.count({ where: { orgId: org.id, job, finishedAt: { not: null } } }),
  );
}

import { randomUUID } from "node:crypto";
import { createLead, createPerson } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../act/act.ts";
import { bulkReassign } from "../assignment/bulk-reassign.ts";
import { undoBulk } from "../assignment/undo-bulk.ts";
import { recordConsents } from "../consent/record.ts";
import { type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { type Hooked, hooked } from "./test/hooked.ts";
import { updateWebhook } from "./update.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const quiet = "localhost:1";

interface Stored {
  id: string;
  endpointId: string;
  type: string;
  leadId: string | null;
  body: { type: string; timestamp: string; data: Record<string, unknown> };
}

/** What is written to be sent, oldest first. */
async function messagesOf({ org }: Hooked): Promise<Stored[]> {
  const rows = await platform.db.withOrg(org.id, (tx) =>
    tx.webhookDelivery.findMany({ orderBy: { id: "asc" } }),
  );
  return rows.map(({ id, endpointId, type, leadId, body }) => ({
    id,
    endpointId,
    type,
    leadId,
    body: JSON.parse(body),
  }));
}
const changesOf = async (org: Hooked) =>
  (await messagesOf(org)).map(({ leadId, body: { data } }) => ({
    leadId,
    before: data.before,
    after: data.after,
  }));
const scored = (score: number, grade: string) => ({ state: "scored", score, grade });

describe("score.changed", () => {
  test("tells a first score and later ones beyond the thresholds, with the strongest reasons in words", async () => {
    const org = await hooked(platform, quiet);
    await org.add();
    const leadId = await org.lead();
    const reason = (feature: string, points: number) => ({
      feature,
      code: feature,
      params: { value: 3 },
      points,
    });
    const average = { feature: "average", code: "average", params: {}, points: 50 };
    await org.score([leadId], 60, [
      average,
      reason("city", 1),
      reason("budget", -9),
      reason("source", 4),
      reason("kind", 2),
    ]);
    await org.score([leadId], 62);
    await org.score([leadId], 75);
    const [first, second, ...more] = await messagesOf(org);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      leadId,
      body: {
        type: "score.changed",
        timestamp: org.now().toISOString(),
        data: {
          leadId,
          before: { state: "none", score: null, grade: null },
          after: { ...scored(60, "B"), probability: null },
        },
      },
    });
    expect(first?.body.data.reasons).toMatchObject([
      { feature: "budget", points: -9, direction: "down" },
      { feature: "source", points: 4, direction: "up" },
      { feature: "kind", points: 2 },
    ]);
    expect(second?.body.data).toMatchObject({ before: scored(60, "B"), after: scored(75, "A") });
  });

  test("tells many small steps as the one large one that they make", async () => {
    const org = await hooked(platform, quiet);
    const leadId = await org.lead();
    await org.score([leadId], 60);
    await org.add();
    for (const score of [61, 62, 63, 64, 65, 66]) await org.score([leadId], score);
    expect(await changesOf(org)).toEqual([
      { leadId, before: scored(60, "B"), after: { ...scored(65, "B"), probability: null } },
    ]);
  });

  test("tells each endpoint by its own thresholds, and those that want other events nothing", async () => {
    const org = await hooked(platform, quiet);
    const hot = await org.add({ events: ["score.changed"], thresholds: { min: 70, gradeCrossing: false } });
    const all = await org.add({ events: ["score.changed"], thresholds: { minPoints: 1 } });
    await org.add({ events: ["lead.assigned"] });
    const leadIds = [await org.lead(), await org.lead()];
    await org.score(leadIds, 50);
    await org.score(leadIds, 51);
    await org.score(leadIds.slice(0, 1), 72);
    await org.score(leadIds.slice(0, 1), 69);
    const told = (await messagesOf(org)).map(({ endpointId }) => endpointId);
    expect(told.filter((id) => id === hot.id)).toHaveLength(2);
    expect(told.filter((id) => id === all.id)).toHaveLength(6);
    expect(told).toHaveLength(8);
  });

  test("tells that a score is not known any more", async () => {
    const org = await hooked(platform, quiet);
    await org.add();
    const leadId = await org.lead();
    await org.score([leadId], 80);
    await org.score([leadId], null);
    expect((await changesOf(org)).at(-1)).toMatchObject({
      before: scored(80, "A"),
      after: { state: "unknown", score: null, grade: null },
    });
  });

  test("is written with the score or not at all, and wakes one worker for each endpoint and batch", async () => {
    const org = await hooked(platform, quiet);
    const { id } = await org.add();
    const leadIds = await Promise.all(Array.from({ length: 40 }, org.lead));
    await org.score(leadIds, 80);
    expect(await messagesOf(org)).toHaveLength(40);
    const promised = () =>
      platform.db.withOrg(org.org.id, (tx) =>
        tx.outbox.findMany({ where: { job: "webhook.deliver" }, select: { payload: true } }),
      );
    expect(await promised()).toEqual([{ payload: { orgId: org.org.id, endpointId: id } }]);
    await expect(org.scoreAndFail(leadIds, 20)).rejects.toThrow("The scoring failed");
    expect(await messagesOf(org)).toHaveLength(40);
  });

  test("is not written for a webhook that was turned off, and waits for one that is paused", async () => {
    const org = await hooked(platform, quiet);
    const { id } = await org.add();
    const leadId = await org.lead();
    const fields = { id, name: "CRM", url: `http://${quiet}/`, events: ["score.changed" as const] };
    await updateWebhook(org.admin, { ...fields, status: "paused" });
    await org.score([leadId], 80);
    expect(await messagesOf(org)).toHaveLength(1);
    await platform.db.withOrg(org.org.id, (tx) =>
      tx.webhookEndpoint.updateMany({ data: { status: "disabled" } }),
    );
    await org.score([leadId], 20);
    expect(await messagesOf(org)).toHaveLength(1);
  });

  test("goes with the lead when it is deleted", async () => {
    const org = await hooked(platform, quiet);
    await org.add();
    const leadId = await org.lead();
    await org.score([leadId], 80);
    await platform.db.withOrg(org.org.id, (tx) => tx.score.deleteMany({ where: { leadId } }));
    await platform.db.withOrg(org.org.id, (tx) => tx.lead.deleteMany({ where: { id: leadId } }));
    expect(await messagesOf(org)).toEqual([]);
  });
});

describe("lead.assigned", () => {
  test("tells who has a lead now, who had it and why; and again when it is undone", async () => {
    const org = await hooked(platform, quiet);
    await org.add({ events: ["lead.assigned"] });
    const { id: leadId } = await createLead(platform.db, org.org, {
      externalId: "CRM-7",
      ownerId: userIdOf(org.broker),
    });
    const [from, to] = [userIdOf(org.broker), userIdOf(org.colleague)];
    await act(org.manager, {
      id: randomUUID(),
      leadId,
      kind: "reassigned",
      ownerId: to,
      occurredAt: new Date(),
    });
    const { bulkId } = await bulkReassign(org.manager, {
      leadIds: [leadId],
      toUserIds: [from],
    });
    await undoBulk(org.manager, { bulkId });
    const told = (await messagesOf(org)).map(({ body }) => body.data);
    expect(told).toMatchObject([
      { leadId, externalId: "CRM-7", previousOwnerId: from, ownerId: to, cause: "assign" },
      { leadId, previousOwnerId: to, ownerId: from, cause: "bulk" },
      { leadId, previousOwnerId: from, ownerId: to, cause: "undo" },
    ]);
  });
});

describe("consent.withdrawn", () => {
  test("tells which purpose, of whom and which leads, once, and nothing of what is given", async () => {
    const org = await hooked(platform, quiet);
    await org.add();
    const { id: personId } = await createPerson(platform.db, org.org, {
      phone: "+919825012345",
      name: "Ramesh Patel",
    });
    const { id: leadId } = await createLead(platform.db, org.org, { personId, externalId: "CRM-9" });
    const entry = (status: "given" | "withdrawn", purpose: "calls" | "whatsapp_marketing") => ({
      status,
      purpose,
      channel: "web",
      consentId: `${status} ${purpose}`,
    });
    const say = (entries: ReturnType<typeof entry>[]) =>
      recordConsents(org.system, { subject: { personId }, entries });
    await say([entry("given", "calls"), entry("given", "whatsapp_marketing")]);
    expect(await messagesOf(org)).toEqual([]);
    await say([entry("withdrawn", "whatsapp_marketing")]);
    await say([entry("withdrawn", "whatsapp_marketing")]);
    const messages = await messagesOf(org);
    expect(messages.map(({ body }) => body)).toMatchObject([
      {
        type: "consent.withdrawn",
        data: {
          personId,
          leads: [{ leadId, externalId: "CRM-9" }],
          purpose: "whatsapp_marketing",
          channel: "web",
        },
      },
    ]);
    expect(JSON.stringify(messages)).not.toMatch(/9825012345|Ramesh|Patel/);
  });
});

test("nothing is told of another organisation", async () => {
  const [ours, theirs] = [await hooked(platform, quiet), await hooked(platform, quiet)];
  await ours.add();
  await theirs.score([await theirs.lead()], 80);
  expect(await messagesOf(ours)).toEqual([]);
  expect(await messagesOf(theirs)).toEqual([]);
});

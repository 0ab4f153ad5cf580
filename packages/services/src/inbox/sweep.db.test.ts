import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startConnection } from "../connection/start.ts";
import { systemContext } from "../context.ts";
import { type OwnPlatform, ownPlatform } from "../jobs/test/own-platform.ts";
import { createOrganisation } from "../organisation/create.ts";
import { sweepInbox } from "./sweep.ts";

const dayMs = 86_400_000;
let platform: OwnPlatform;
beforeAll(async () => {
  platform = await ownPlatform();
});
afterAll(() => platform.close());

test("what came is removed after 30 days, the state of messages after 90, and secrets of before once their day is over", async () => {
  const { orgId } = await createOrganisation(platform, { name: "Swept", slug: "swept" });
  const { id: connectionId } = await startConnection(await systemContext(platform, orgId));
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  const bytes = () => new Uint8Array(Buffer.from(newId()));
  const common = () => ({ orgId, connectionId, provider: "whatsapp", providerId: bytes() });
  await platform.db.withOrg(orgId, async (tx) => {
    for (const days of [29, 31]) {
      await tx.inboxItem.create({
        data: { ...common(), id: newId(), kind: "other", bodySealed: bytes(), receivedAt: ago(days) },
      });
    }
    for (const days of [89, 91]) {
      const at = ago(days);
      await tx.messageStatus.create({ data: { ...common(), status: "sent", rank: 1, at, receivedAt: at } });
    }
    await tx.connection.update({
      where: { orgId_id: { orgId, id: connectionId } },
      data: { previousSealed: bytes(), previousUntil: ago(1) },
    });
  });
  expect(await sweepInbox(platform, now)).toBe(2);
  expect(await sweepInbox(platform, now)).toBe(0);
  const left = await platform.db.withOrg(orgId, async (tx) => ({
    items: await tx.inboxItem.count(),
    statuses: await tx.messageStatus.count(),
    secrets: await tx.connection.count({ where: { previousSealed: { not: null } } }),
  }));
  expect(left).toEqual({ items: 1, statuses: 1, secrets: 0 });
});

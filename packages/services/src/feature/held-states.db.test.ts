import { newId } from "@leadlift/db/id";
import { createEvent, createLead, createModel } from "@leadlift/db/test/factories";
import { decodeState, type FeatureEvent, featureSetVersion, tieOf } from "@leadlift/scoring/features";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { type HeldStates, holdStates } from "./held-states.ts";
import { readVectors } from "./read-vectors.ts";
import { recomputed, serve } from "./test/clocked.ts";

let platform: TestPlatform;
let home: Tenant;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  await createModel(platform.db, home.org);
});
afterAll(() => platform.db.close());

const newLead = async (given: Parameters<typeof createLead>[2] = {}) =>
  (await createLead(platform.db, home.org, given)).id;

/** A transaction that holds states and settles them after the work. */
function holding(
  leadIds: readonly string[],
  work: (held: HeldStates) => Promise<void> | void,
  ctx = home.system,
): Promise<{ folded: number; refolded: number; recordedAt: Date }> {
  return platform.db.withOrgSql(ctx.orgId, async (sql) => {
    const held = await holdStates(sql, ctx, leadIds);
    await work(held);
    return { ...(await held.settle({ promiseScores: true })), recordedAt: held.recordedAt };
  });
}

function pageView(at: Date): FeatureEvent {
  return { at: at.getTime(), tie: tieOf(newId()), type: "page_view", key: 7, seconds: 10, answered: true };
}

async function stateOf(leadId: string) {
  return platform.db.withOrg(home.org.id, (tx) =>
    tx.leadState.findUniqueOrThrow({ where: { orgId_leadId: { orgId: home.org.id, leadId } } }),
  );
}
const countOf = async (leadId: string) => decodeState((await stateOf(leadId)).state)?.count;

const promised = (leadId: string) =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.outbox.count({ where: { job: "lead.score", payload: { path: ["leadId"], equals: leadId } } }),
  );

test("a lead's first state is made of all that was recorded before, once", async () => {
  const leadId = await newLead();
  for (let n = 0; n < 3; n++) await createEvent(platform.db, home.org, { leadId });
  expect(await holding([leadId], (held) => held.refold(leadId))).toMatchObject({ folded: 0, refolded: 1 });
  expect(await countOf(leadId)).toBe(3);
  expect(await stateOf(leadId)).toMatchObject({ version: 1, setVersion: featureSetVersion });
  expect(await holding([leadId], (held) => held.fold(leadId, pageView(new Date())))).toMatchObject({
    folded: 1,
  });
  expect(await stateOf(leadId)).toMatchObject({ version: 2 });
});

test("a state that was held and not touched stays as it was", async () => {
  const [leadId, other] = [await newLead(), await newLead()];
  await holding([leadId, other], (held) => held.refold(leadId));
  const before = await stateOf(leadId);
  await holding([leadId, other], (held) => held.refold(other));
  expect(await stateOf(leadId)).toEqual(before);
});

test("two who read what nobody has folded yet fold it once", async () => {
  const leadId = await newLead();
  await createEvent(platform.db, home.org, { leadId });
  const read = () =>
    platform.db.withOrgSql(home.org.id, (sql) => readVectors(sql, home.system, [{ id: leadId }]));
  let second: ReturnType<typeof read> | undefined;
  const [first] = await platform.db.withOrgSql(home.org.id, async (sql) => {
    const found = await readVectors(sql, home.system, [{ id: leadId }]);
    second = read();
    // The second has found the state unfolded, and waits for the first to end.
    await expect
      .poll(async () => (await sql.query("select from pg_locks where not granted", [])).rowCount)
      .toBeGreaterThan(0);
    return found;
  });
  const [again] = (await second) ?? [];
  expect(first?.stateVersion).toBe(1);
  expect(again?.stateVersion).toBe(1);
  expect(await stateOf(leadId)).toMatchObject({ version: 1 });
});

test("writers of one lead come one after the other, each with a later time", async () => {
  const leadIds = [await newLead(), await newLead(), await newLead()];
  const [shared = ""] = leadIds;
  await holding(leadIds, (held) => held.refold(shared));
  const fixed = { ...home.system, now: () => new Date(Date.now() - 1_000) };
  const orders = [leadIds, leadIds.toReversed(), [shared], leadIds];
  const done = await Promise.all(
    orders.map((order) => holding(order, (held) => held.fold(shared, pageView(held.recordedAt)), fixed)),
  );
  expect(new Set(done.map(({ recordedAt }) => recordedAt.getTime())).size).toBe(orders.length);
  expect(await countOf(shared)).toBe(orders.length);
  expect((await stateOf(shared)).version).toBe(1 + orders.length);
});

test("two that make the first state of a lead at the same moment make one", async () => {
  const leadId = await newLead();
  await Promise.all([1, 2, 3].map(() => holding([leadId], (held) => held.refold(leadId))));
  expect((await stateOf(leadId)).version).toBe(3);
});

test("a score is promised once while a promise stands, and not of closed leads", async () => {
  const [leadId, lost] = [await newLead(), await newLead({ status: "lost" })];
  for (let n = 0; n < 3; n++) {
    await holding([leadId, lost], (held) => {
      held.fold(leadId, pageView(held.recordedAt));
      held.fold(lost, pageView(held.recordedAt));
    });
  }
  expect([await promised(leadId), await promised(lost)]).toEqual([1, 0]);
  const late = { ...home.system, now: () => new Date(Date.now() + 3 * 60_000) };
  await holding([leadId], (held) => held.fold(leadId, pageView(held.recordedAt)), late);
  expect(await promised(leadId)).toBe(2);
});

test("nothing is written of a transaction that fails", async () => {
  const leadId = await newLead();
  await holding([leadId], (held) => held.refold(leadId));
  const before = await stateOf(leadId);
  const failing = platform.db.withOrgSql(home.org.id, async (sql) => {
    const held = await holdStates(sql, home.system, [leadId]);
    held.fold(leadId, pageView(held.recordedAt));
    await held.settle({ promiseScores: true });
    throw new Error("The power went.");
  });
  await expect(failing).rejects.toThrow("The power went.");
  expect(await stateOf(leadId)).toEqual(before);
  expect(await promised(leadId)).toBe(1);
});

test("leads of nobody and of another organisation are not held", async () => {
  const stranger = await createTenant(platform);
  const theirs = await createLead(platform.db, stranger.org);
  for (const leadId of [theirs.id, newId()]) {
    await expect(holding([leadId], (held) => held.fold(leadId, pageView(new Date())))).rejects.toThrow(
      "not held",
    );
  }
  expect(await serve(home.system, [theirs.id, newId()])).toEqual([]);
});

test("a reader makes anew what was folded with another version, time zone or a consent that has run out", async () => {
  const leadId = await newLead();
  await createEvent(platform.db, home.org, { leadId, occurredAt: new Date(Date.now() - 60_000) });
  const spoil = (set: string) =>
    platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query(`update lead_state set ${set} where org_id = $1 and lead_id = $2`, [home.org.id, leadId]),
    );
  await serve(home.system, [leadId]);
  for (const set of [
    "set_version = 999",
    "state = '{\"v\":0}'",
    "valid_until = now() - interval '1 second'",
  ]) {
    await spoil(set);
    const [served] = await serve(home.system, [leadId]);
    expect([Array.from(served?.vector ?? [])]).toEqual(
      await recomputed(home.system, leadId, [served?.at ?? 0]),
    );
    expect(await countOf(leadId)).toBe(1);
  }
  const { version } = await stateOf(leadId);
  const moved = { ...home.system, organisation: { ...home.system.organisation, timezone: "Asia/Tokyo" } };
  await serve(moved, [leadId]);
  expect(await stateOf(leadId)).toMatchObject({ version: version + 1, state: { offset: 540 } });
  await serve(moved, [leadId]);
  expect((await stateOf(leadId)).version).toBe(version + 1);
});

test("who writes facts of a lead waits until its vector is served", async () => {
  const leadId = await newLead();
  await serve(home.system, [leadId]);
  const order: string[] = [];
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reading = () => {};
  const isReading = new Promise<void>((resolve) => {
    reading = resolve;
  });
  const reader = platform.db.withOrgSql(home.org.id, async (sql) => {
    const [vector] = await readVectors(sql, home.system, [{ id: leadId }]);
    reading();
    await open;
    order.push("read");
    return vector;
  });
  await isReading;
  const writer = holding([leadId], (held) => {
    held.fold(leadId, pageView(held.recordedAt));
    order.push("written");
  });
  release();
  const [vector, written] = await Promise.all([reader, writer]);
  expect(order).toEqual(["read", "written"]);
  expect(written.recordedAt.getTime()).toBeGreaterThan(vector?.at.getTime() ?? 0);
});

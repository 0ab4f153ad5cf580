import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { type Claim, claimRequest, keepAnswer, releaseRequest, repeatedForMs } from "./once.ts";
import { forgetAnswers } from "./sweep.ts";

let platform: TestPlatform;
let home: Tenant;
let ctx: Context;
beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
});
afterAll(() => platform.db.close());
beforeEach(() => {
  ctx = keyed(home);
});

const keyed = (tenant: Tenant): Context => ({
  ...tenant.system,
  actor: { kind: "key", keyId: newId(), scopes: ["leads:write"] },
});
const at = (now: Date): Context => ({ ...ctx, now: () => now });
const after = (ms: number) => at(new Date(Date.now() + ms));
const asked = (key = "k", what = 1) => ({ key, requestHash: new Uint8Array(32).fill(what) });
const idOf = (claim: Claim) => (claim.kind === "mine" ? claim.id : "");
const answer = { status: 201, body: '{"leadId":"1","name":"Asha"}' };

test("of many at once one does it, and all are answered alike from then on", async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimRequest(ctx, asked())));
  const mine = claims.filter(({ kind }) => kind === "mine");
  expect([mine.length, claims.filter(({ kind }) => kind === "busy").length]).toEqual([1, 7]);
  await keepAnswer(ctx, idOf(mine[0] ?? { kind: "busy" }), answer);
  expect(await claimRequest(ctx, asked())).toEqual({ kind: "given", answer });
});

test("the key with another request is told apart, done or not", async () => {
  const id = idOf(await claimRequest(ctx, asked()));
  expect(await claimRequest(ctx, asked("k", 2))).toEqual({ kind: "other" });
  await keepAnswer(ctx, id, answer);
  expect(await claimRequest(ctx, asked("k", 2))).toEqual({ kind: "other" });
});

test("what was not done may be sent again at once", async () => {
  await releaseRequest(ctx, idOf(await claimRequest(ctx, asked())));
  expect(await claimRequest(ctx, asked())).toMatchObject({ kind: "mine" });
});

test("what a dead process held is taken over after a minute by the same request, and by that alone", async () => {
  const id = idOf(await claimRequest(ctx, asked()));
  expect(await claimRequest(after(59_000), asked())).toEqual({ kind: "busy" });
  expect(await claimRequest(after(61_000), asked("k", 2))).toEqual({ kind: "other" });
  const taken = await claimRequest(after(61_000), asked());
  expect(taken).toMatchObject({ kind: "mine" });
  // Back from the dead, the first can neither answer for the second nor let it go.
  await keepAnswer(ctx, id, { ...answer, status: 200 });
  await releaseRequest(ctx, id);
  expect(await claimRequest(after(61_000), asked())).toEqual({ kind: "busy" });
  await keepAnswer(after(61_000), idOf(taken), answer);
  expect(await claimRequest(after(62_000), asked())).toEqual({ kind: "given", answer });
});

/** With an answer: a claim alone dies sooner. */
const answersKept = () =>
  platform.db.withOrg(home.org.id, (tx) =>
    tx.idempotentAnswer.count({ where: { bodySealed: { not: null } } }),
  );

test("after a day the key is free, and the answer gone", async () => {
  await keepAnswer(ctx, idOf(await claimRequest(ctx, asked())), answer);
  expect(await claimRequest(after(repeatedForMs - 60_000), asked())).toMatchObject({ kind: "given" });
  const kept = await answersKept();
  await forgetAnswers(platform.db, home.org.id, new Date(Date.now() + repeatedForMs - 60_000));
  expect(await answersKept()).toBe(kept);
  const late = new Date(Date.now() + repeatedForMs + 60_000);
  expect(await claimRequest(at(late), asked("k", 2))).toMatchObject({ kind: "mine" });
  await forgetAnswers(platform.db, home.org.id, new Date(late.getTime() + repeatedForMs + 1));
  expect(await answersKept()).toBe(0);
});

test("keys are each sender's own, and no other organisation's", async () => {
  await keepAnswer(ctx, idOf(await claimRequest(ctx, asked())), answer);
  expect(await claimRequest(keyed(home), asked())).toMatchObject({ kind: "mine" });
  const other = { ...keyed(await createTenant(platform)), actor: ctx.actor };
  expect(await claimRequest(other, asked())).toMatchObject({ kind: "mine" });
});

test("answers are kept sealed", async () => {
  await keepAnswer(ctx, idOf(await claimRequest(ctx, asked("sealed"))), answer);
  const rows = await platform.db.withOrg(home.org.id, (tx) => tx.idempotentAnswer.findMany());
  expect(rows.length).toBeGreaterThan(0);
  for (const { bodySealed } of rows)
    expect(Buffer.from(bodySealed ?? []).toString("latin1")).not.toContain("Asha");
});

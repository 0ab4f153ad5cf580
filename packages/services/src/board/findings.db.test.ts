import { newId } from "@leadlift/db/id";
import { createLead, createOutcome } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { appeal } from "./appeal.ts";
import { boardAppeals } from "./appeals.ts";
import { boardArithmetic } from "./arithmetic.ts";
import { board } from "./board.ts";
import { checkOutcome } from "./check-outcome.ts";
import { decideAppeal } from "./decide-appeal.ts";
import { outcomeChecks } from "./outcome-checks.ts";
import { settleCheck } from "./settle-check.ts";

const month = "2026-09";
const start = Date.UTC(2026, 8, 1);
const day = 86_400_000;

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const later = (ctx: Context): Context => ({ ...ctx, now: () => new Date(start + 80 * day) });
const newTenant = () => createTenant(platform, { targetStep: "visit_done", horizonDays: 30 });

async function addLead(home: Tenant, owner: Context, reachedAt: number | null, recordedAt = reachedAt) {
  const at = new Date(start + 2 * day);
  const scored = { scoreState: "scored", score: 50, grade: "B", probability: 0.3 };
  const { id } = await createLead(platform.db, home.org, {
    ownerId: userIdOf(owner),
    enquiredAt: at,
    createdAt: at,
    ...scored,
  });
  if (reachedAt === null || recordedAt === null) return { leadId: id, outcomeId: "" };
  const outcome = await createOutcome(platform.db, home.org, {
    leadId: id,
    step: "visit_done",
    source: "user",
    actorId: userIdOf(owner),
    occurredAt: new Date(reachedAt),
    recordedAt: new Date(recordedAt),
  });
  return { leadId: id, outcomeId: outcome.id };
}

async function lineOf(home: Tenant, owner: Context) {
  const shown = await board(later(home.manager), { month });
  const line = shown.lines?.find(({ userId }) => userId === userIdOf(owner));
  if (!line) throw new Error("No line.");
  return line;
}

const auditOf = (home: Tenant) =>
  platform.db.withOrg(home.org.id, async (tx) =>
    (await tx.auditEntry.findMany({ orderBy: { at: "asc" } }))
      .map(({ action }) => action)
      .filter((action) => action.startsWith("board.")),
  );

describe("a finding that somebody speaks against", () => {
  test("is counted anew once a manager takes it back, and both stand in the audit log", async () => {
    const home = await newTenant();
    const evening = start + 20 * day;
    const leads = [];
    for (let i = 0; i < 12; i++) leads.push(await addLead(home, home.broker, evening, evening + i * 20_000));
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 0 });
    const [first, second] = leads.map(({ leadId }) => ({ month, leadId, code: "bulk_closing" as const }));
    if (!first || !second) throw new Error("No leads.");
    const reason = "I wrote up the project's open day that evening.";

    const { appealId } = await appeal(later(home.broker), { ...first, reason });
    await expect(appeal(later(home.broker), { ...first, reason })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(appeal(later(home.colleague), { ...first, reason })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await boardAppeals(later(home.colleague), { month })).toEqual([]);
    expect(await boardAppeals(later(home.manager), { month })).toMatchObject([
      { reason, status: "open", userId: userIdOf(home.broker) },
    ]);
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 0 });
    await expect(decideAppeal(later(home.broker), { appealId, granted: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await decideAppeal(later(home.manager), { appealId, granted: true, answer: "I was there." });
    expect(await lineOf(home, home.broker)).toMatchObject({
      result: 1,
      excluded: [{ code: "bulk_closing", leads: 11 }],
    });
    await expect(decideAppeal(later(home.manager), { appealId, granted: false })).rejects.toMatchObject({
      code: "CONFLICT",
    });

    const other = await appeal(later(home.broker), { ...second, reason });
    await decideAppeal(later(home.manager), { appealId: other.appealId, granted: false });
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 1 });
    const own = await boardAppeals(later(home.broker), { month });
    expect(own.map(({ status, answer }) => [status, answer])).toEqual(
      expect.arrayContaining([
        ["granted", "I was there."],
        ["refused", null],
      ]),
    );
    expect(await auditOf(home)).toEqual([
      "board.appeal",
      "board.grant-appeal",
      "board.appeal",
      "board.refuse-appeal",
    ]);
  });

  test("is nobody's to decide who asked", async () => {
    const home = await newTenant();
    const evening = start + 20 * day;
    let leadId = "";
    for (let i = 0; i < 12; i++)
      ({ leadId } = await addLead(home, home.manager, evening, evening + i * 20_000));
    const asked = { month, leadId, code: "bulk_closing" as const, reason: "All of them really came." };
    const { appealId } = await appeal(later(home.manager), asked);
    await expect(decideAppeal(later(home.manager), { appealId, granted: true })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await decideAppeal(later(home.admin), { appealId, granted: true });
  });
});

describe("outcomes that are drawn for a look", () => {
  test("are a twentieth of each person's, the same whenever and by whomever they are asked for", async () => {
    const home = await newTenant();
    for (const [owner, count] of [
      [home.broker, 41],
      [home.colleague, 3],
    ] as const) {
      for (let i = 0; i < count; i++) await addLead(home, owner, start + 3 * day, start + 3 * day + i * day);
    }
    await board(later(home.manager), { month });
    const drawn = async (who: Context) =>
      (await outcomeChecks(later(who), { month })).drawn.map(({ outcomeId }) => outcomeId).sort();
    const first = await drawn(home.manager);
    expect(await drawn(home.admin)).toEqual(first);
    const { drawn: rows } = await outcomeChecks(later(home.manager), { month });
    const of = (who: Context) => rows.filter(({ userId }) => userId === userIdOf(who)).length;
    // Of 28 that fall into the month, two; of three, one.
    expect([of(home.broker), of(home.colleague)]).toEqual([2, 1]);
    await expect(outcomeChecks(later(home.broker), { month })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("count nowhere while they are disputed, are named on the line, and count again when they stand", async () => {
    const home = await newTenant();
    const { leadId, outcomeId } = await addLead(home, home.broker, start + 6 * day);
    const statusOf = () =>
      platform.db.withOrg(home.org.id, (tx) =>
        tx.lead.findFirstOrThrow({ where: { id: leadId }, select: { step: true } }),
      );
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 1 });
    await checkOutcome(later(home.manager), {
      month,
      outcomeId,
      verdict: "wrong",
      note: "Nobody saw them there.",
    });
    expect(await lineOf(home, home.broker)).toMatchObject({
      result: 0,
      excluded: [{ code: "disputed", leads: 1 }],
    });
    expect((await statusOf()).step).toBeNull();
    const [shown] = (await outcomeChecks(later(home.manager), { month })).drawn;
    expect(shown).toMatchObject({ verdict: "wrong", settled: null, note: "Nobody saw them there." });
    await expect(
      checkOutcome(later(home.admin), { month, outcomeId, verdict: "right" }),
    ).rejects.toMatchObject({ code: "CONFLICT" });

    const reason = "They came on Sunday, ask the site office.";
    const { appealId } = await appeal(later(home.broker), { month, leadId, code: "disputed", reason });
    await decideAppeal(later(home.manager), { appealId, granted: true });
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 1, excluded: [] });
    expect((await statusOf()).step).toBe("visit_done");
    await expect(settleCheck(later(home.manager), { outcomeId, stands: false })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await auditOf(home)).toEqual([
      "board.dispute-outcome",
      "board.appeal",
      "board.restore-outcome",
      "board.grant-appeal",
    ]);
  });

  test("that are struck stay out, and are no longer named", async () => {
    const home = await newTenant();
    const { outcomeId } = await addLead(home, home.broker, start + 6 * day);
    await board(later(home.manager), { month });
    await checkOutcome(later(home.manager), { month, outcomeId, verdict: "wrong" });
    await settleCheck(later(home.admin), { outcomeId, stands: false });
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 0, excluded: [] });
    const arithmetic = await boardArithmetic(later(home.broker), { month });
    expect(arithmetic.sums).toMatchObject({ leads: 1, result: 0 });
  });

  test("that were taken back under dispute stay taken back, however it is settled", async () => {
    const home = await newTenant();
    const { leadId, outcomeId } = await addLead(home, home.broker, start + 6 * day);
    await board(later(home.manager), { month });
    await checkOutcome(later(home.manager), { month, outcomeId, verdict: "wrong" });
    await platform.db.withOrgSql(home.org.id, (sql) =>
      sql.query(
        `insert into act (org_id, id, user_id, lead_id, kind, detail, body_hash, effects, occurred_at, recorded_at, undone_at)
         values ($1, $2, $3, $4, 'called', '{}', '', $5::jsonb, now(), now(), now())`,
        [
          home.org.id,
          newId(),
          userIdOf(home.broker),
          leadId,
          JSON.stringify([{ kind: "outcome", id: outcomeId }]),
        ],
      ),
    );
    await settleCheck(later(home.admin), { outcomeId, stands: true });
    expect(await lineOf(home, home.broker)).toMatchObject({ result: 0, excluded: [] });
  });

  test("of one's own are nobody's to check, nor are those that were not drawn", async () => {
    const home = await newTenant();
    const { outcomeId } = await addLead(home, home.manager, start + 6 * day);
    await board(later(home.manager), { month });
    const look = { month, outcomeId, verdict: "right" as const };
    await expect(checkOutcome(later(home.manager), look)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await checkOutcome(later(home.admin), look)).toEqual({ outcomeId, verdict: "right" });
  });
});

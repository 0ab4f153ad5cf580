import { newId } from "@leadlift/db/id";
import { createLead, createOutcome } from "@leadlift/db/test/factories";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bulkReassign } from "../assignment/bulk-reassign.ts";
import { undoBulk } from "../assignment/undo-bulk.ts";
import { recordEvents } from "../event/record.ts";
import { insights } from "../insights/insights.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { addLeave } from "../leave/add.ts";
import { keepBestOfDay } from "./best-of-day.ts";
import { teamReport } from "./team-report.ts";

const enquiry = Date.UTC(2026, 10, 2, 5);
const hour = 3_600_000;
const day = 24 * hour;
const at = (hours: number) => new Date(enquiry + hours * hour);
const later = <Ctx extends object>(ctx: Ctx, hours: number) => ({ ...ctx, now: () => at(hours) });

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.db.close());

const addScore = (home: Tenant, leadId: string, hours: number, score: number | null) =>
  platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query(
      `insert into score (org_id, id, lead_id, scorecard_version, state, score, grade, cause, scored_at)
       values ($1, $2, $3, 1, $4, $5, $6, 'lead', $7)`,
      [home.org.id, newId(), leadId, score === null ? "unknown" : "scored", score, score && "B", at(hours)],
    ),
  );

const step = fc.record({
  kind: fc.constantFrom("score", "unknown", "talk", "move", "move back", "merge"),
  hours: fc.integer({ min: 1, max: 200 }),
  score: fc.integer({ min: 1, max: 99 }),
});

test("what is kept of a lead's start is what its history comes to, whatever happened since", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), fc.boolean(), async (steps, owned) => {
      const home = await createTenant(platform);
      await platform.db.withOrgSql(home.org.id, (sql) =>
        sql.query("insert into scorecard (org_id, version, rules) values ($1, 1, '{}')", [home.org.id]),
      );
      const given = { enquiredAt: at(0), createdAt: at(0) };
      const lead = await createLead(platform.db, home.org, {
        ...given,
        ...(owned && { ownerId: userIdOf(home.broker) }),
      });
      const twin = await createLead(platform.db, home.org, given);
      const [from, to] = [userIdOf(home.broker), userIdOf(home.colleague)];
      let bulkId: string | null = null;
      let clock = 200;
      for (const { kind, hours, score } of steps) {
        clock++;
        const manager = later(home.manager, clock);
        if (kind === "score") await addScore(home, lead.id, hours, score);
        if (kind === "unknown") await addScore(home, lead.id, hours, null);
        if (kind === "talk")
          await recordEvents(home.system, {
            events: [
              { eventId: newId(), type: "call_out", occurredAt: at(hours), subject: { leadId: lead.id } },
            ],
            source: "test",
            backfill: true,
          });
        if (kind === "move")
          ({ bulkId } = await bulkReassign(manager, { leadIds: [lead.id], toUserIds: [to, from] }));
        if (kind === "move back" && bulkId !== null) {
          await undoBulk(manager, { bulkId });
          bulkId = null;
        }
        if (kind === "merge" && bulkId === null)
          await mergeLeads(manager, { keptId: lead.id, mergedId: twin.id }).catch(() => undefined);
      }
      const { kept, anew } = await startsOf(home);
      expect(kept).toEqual(anew);
    }),
    { numRuns: 12 },
  );
});

/** As the triggers kept them, and as the assignments and scores say. */
async function startsOf(home: Tenant) {
  return platform.db.withOrgSql(home.org.id, async (sql) => {
    const kept = await sql.query(
      `select lead_id, owner_id, owned_at, owned_score, scored_at, score from lead_start
        where org_id = $1 order by lead_id`,
      [home.org.id],
    );
    const anew = await sql.query(
      `select l.id as lead_id, a.owner_id, a.at as owned_at, a.score as owned_score, s.scored_at, s.score
         from lead l
         left join lateral (select * from assignment x where x.org_id = l.org_id and x.lead_id = l.id
                               and x.owner_id is not null order by x.at limit 1) a on true
         left join lateral (select * from score x where x.org_id = l.org_id and x.lead_id = l.id
                               and x.score is not null order by x.scored_at limit 1) s on true
        where l.org_id = $1 and (a.at is not null or s.scored_at is not null) order by l.id`,
      [home.org.id],
    );
    return { kept: kept.rows, anew: anew.rows };
  });
}

test("the grade of insights is the one at the start, not a later one", async () => {
  const home = await createTenant(platform, { targetStep: "visit_done", horizonDays: 30 });
  await platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query("insert into scorecard (org_id, version, rules) values ($1, 1, '{}')", [home.org.id]),
  );
  const given = { enquiredAt: at(0), createdAt: at(0) };
  const early = await createLead(platform.db, home.org, given);
  await addScore(home, early.id, 30 * 24, 20);
  await addScore(home, early.id, 2, 80);
  const late = await createLead(platform.db, home.org, given);
  await addScore(home, late.id, 30, 80);
  await createOutcome(platform.db, home.org, { leadId: early.id, step: "visit_done", occurredAt: at(50) });
  const { byGrade } = await insights(later(home.manager, 60 * 24), { from: "2026-11-01", to: "2026-11-30" });
  expect(byGrade.filter(({ leads }) => leads > 0)).toMatchObject([
    { grade: "A", leads: 1, reached: { hits: 1, n: 1 } },
    { grade: null, leads: 1 },
  ]);
});

test("the best twenty are those of the morning, and what became of them counts once the day is over", async () => {
  const home = await createTenant(platform);
  const owner = userIdOf(home.broker);
  const old = { enquiredAt: at(-400), createdAt: at(-400), ownerId: owner };
  const lead = async (score: number) =>
    (
      await createLead(platform.db, home.org, {
        ...old,
        scoreState: "scored",
        score,
        grade: "A",
        probability: 0.4,
      })
    ).id;
  const [called, promised, waits, neglected] = [
    await lead(90),
    await lead(89),
    await lead(88),
    await lead(87),
  ];
  for (let i = 0; i < 20; i++) await lead(20);
  await keepBestOfDay(later(home.system, 0));
  // Later that day another lead is the best: it was not on the morning's list.
  await lead(99);
  await recordEvents(home.system, {
    events: [{ eventId: newId(), type: "call_out", occurredAt: at(3), subject: { leadId: called } }],
    source: "test",
    backfill: true,
  });
  await platform.db.withOrg(home.org.id, async (tx) => {
    const about = { orgId: home.org.id, createdAt: at(1) };
    await tx.nextStep.create({
      data: { ...about, id: newId(), leadId: promised, ownerId: owner, kind: "call", dueAt: at(40) },
    });
    await tx.snooze.create({
      data: { ...about, id: newId(), leadId: waits, until: at(90), reason: "travelling" },
    });
  });
  const week = { from: "2026-11-01", to: "2026-11-07" };
  const bestOf = async (hours: number) => {
    const { members } = await teamReport(later(home.manager, hours), week);
    return members.find(({ userId }) => userId === owner)?.best;
  };
  expect(await bestOf(5)).toMatchObject({ days: 0 });
  await keepBestOfDay(later(home.system, 5));
  await keepBestOfDay(later(home.system, 24));
  expect(await bestOf(25)).toMatchObject({ days: 1, worked: { n: 20, hits: 3 } });
  // What a phone kept without a connection comes in late.
  await recordEvents(home.system, {
    events: [{ eventId: newId(), type: "whatsapp_out", occurredAt: at(4), subject: { leadId: neglected } }],
    source: "test",
    backfill: true,
  });
  await keepBestOfDay(later(home.system, 24 + day / hour));
  expect(await bestOf(49)).toMatchObject({ days: 2, worked: { n: 40 } });
  const first = await platform.db.withOrg(home.org.id, (tx) =>
    tx.bestOfDay.findFirstOrThrow({ where: { userId: owner }, orderBy: { day: "asc" } }),
  );
  expect(first.workedIds.length).toBe(4);
});

test("a morning counts neither while it is closed nor of who is on leave", async () => {
  const home = await createTenant(platform, { holidays: [{ day: "2026-11-03", label: "Bhai Dooj" }] });
  const ownerId = userIdOf(home.broker);
  const scored = { scoreState: "scored", score: 90, grade: "A", probability: 0.4 };
  await createLead(platform.db, home.org, { enquiredAt: at(-400), createdAt: at(-400), ownerId, ...scored });
  await addLeave(later(home.manager, 0), { userId: ownerId, firstDay: "2026-11-04", lastDay: "2026-11-04" });
  for (const hours of [0, 24, 48, 72]) await keepBestOfDay(later(home.system, hours));
  const week = { from: "2026-11-01", to: "2026-11-07" };
  const { members } = await teamReport(later(home.manager, 80), week);
  const best = members.find(({ userId }) => userId === ownerId)?.best;
  expect(best).toMatchObject({ days: 1, worked: { n: 1, hits: 0 } });
});

import { newId } from "@leadlift/db/id";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { mergeLeads } from "../lead/merge.ts";
import { createTenant, type Tenant, type TestPlatform, testPlatform, userIdOf } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { moveLead } from "../outcome/move.ts";
import { today } from "../today/today.ts";
import { act } from "./act.ts";
import type { ActRequest } from "./act-input.ts";
import { leadStanding } from "./standing.ts";
import { at, doAct, ownLead, requestOf } from "./test/acting.ts";
import { undoAct } from "./undo-act.ts";

const dayMs = 86_400_000;

let platform: TestPlatform;
let home: Tenant;
let other: Tenant;
let broker: Context;
let leadId: string;

beforeAll(async () => {
  platform = await testPlatform();
  home = await createTenant(platform);
  other = await createTenant(platform);
  broker = home.broker;
});
afterAll(() => platform.db.close());
beforeEach(async () => {
  leadId = await ownLead(platform, home, broker);
});

const count = async (table: string, where: string, values: readonly unknown[] = [leadId]) => {
  const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`, values),
  );
  return rows[0]?.n;
};

/** Everything of the lead that an act may change, as it can be seen. */
async function picture(id = leadId) {
  const { rows } = await platform.db.withOrgSql(home.org.id, (sql) =>
    sql.query(
      `select l.status, l.step, l.lost_reason, l.owner_id, w.first_reply_at, w.last_in_at, w.last_out_at,
              (select jsonb_agg(s.id order by s.id) from next_step s where s.lead_id = l.id and s.status = 'open') as steps,
              (select z.id from snooze z where z.lead_id = l.id and z.ended_at is null) as asleep,
              (select count(*) from judgement j where j.lead_id = l.id and j.undone_at is null)::int as judgements
         from lead l left join lead_work w on w.lead_id = l.id where l.id = $1`,
      [id],
    ),
  );
  const vectors = await platform.db.withOrgSql(home.org.id, (sql) => readVectors(sql, home.system, [{ id }]));
  const timeline = await leadTimeline(broker, { leadId: id });
  const features = Array.from(vectors[0]?.vector ?? []);
  const { first_reply_at, last_in_at, last_out_at, ...rest } = rows[0] ?? {};
  return {
    ...rest,
    work: [first_reply_at, last_in_at, last_out_at].map((time) => time ?? null),
    // Ages go on by themselves.
    features: features.map((value) => Math.round(value * 1000) / 1000),
    events: timeline.filter(({ kind }) => kind === "event").map(({ id: event }) => event),
  };
}

const soon = () => new Date(Date.now() + 2 * dayMs);
const kinds: [string, () => Record<string, unknown> & Pick<ActRequest, "kind">][] = [
  ["a call without an answer", () => ({ kind: "called", outcome: "no_answer" })],
  [
    "a call with a note and a promise",
    () => ({
      kind: "called",
      outcome: "talked",
      seconds: 95,
      note: "Wants a corner flat",
      next: { kind: "call", dueAt: soon(), note: "after Diwali" },
    }),
  ],
  ["a visit booked", () => ({ kind: "called", outcome: "visit_booked", visitAt: soon() })],
  ["a wrong number", () => ({ kind: "called", outcome: "wrong_number" })],
  ["junk", () => ({ kind: "called", outcome: "junk" })],
  ["no interest", () => ({ kind: "called", outcome: "not_interested", reason: "Bought elsewhere" })],
  ["a message", () => ({ kind: "messaged", channel: "whatsapp", draft: "visit_offer" })],
  ["a mail", () => ({ kind: "messaged", channel: "email", next: { kind: "call", dueAt: soon() } })],
  ["a note", () => ({ kind: "noted", note: "Brother decides" })],
  ["a plan", () => ({ kind: "planned", next: { kind: "visit", dueAt: soon() } })],
  ["a snooze", () => ({ kind: "snoozed", until: soon(), reason: "travelling" })],
  [
    "a judgement",
    () => ({ kind: "judged", judgement: "too_low", reason: "ready_now", note: "Has the loan" }),
  ],
  ["handing over", () => ({ kind: "reassigned", ownerId: userIdOf(home.colleague) })],
];

describe.each(kinds)("%s", (_, given) => {
  test("is taken back with all that it did", async () => {
    // There is something to close, to wake and to lose.
    await doAct(broker, { leadId, kind: "planned", next: { kind: "call", dueAt: new Date() } });
    await doAct(broker, { leadId, kind: "snoozed", until: soon(), reason: "other" });
    const now = broker.now();
    const ctx = at(broker, now);
    const before = await picture();
    const done = await act(ctx, { id: newId(), occurredAt: now, leadId, ...given() } as ActRequest);
    expect(await picture()).not.toEqual(before);
    expect(done.effects.length).toBeGreaterThan(0);
    const undone = await undoAct(broker, { actId: done.actId });
    expect(undone.undone).toBe(true);
    expect(await picture()).toEqual(before);
    expect(await undoAct(broker, { actId: done.actId })).toMatchObject({ undone: true });
    expect(await count("audit_entry", "subject_id = $1 and action = 'act.undo'")).toBe(1);
  });

  test("is done once, however often and however close together it is sent", async () => {
    const request = { id: newId(), occurredAt: new Date(), leadId, ...given() } as ActRequest;
    const answers = await Promise.all([act(broker, request), act(broker, request), act(broker, request)]);
    answers.push(await act(broker, request));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await count("act", "lead_id = $1")).toBe(1);
    const outcomes = answers[0]?.effects.filter(({ kind }) => kind === "outcome").length;
    expect(await count("lead_outcome", "lead_id = $1")).toBe(outcomes);
    expect(await count("event", "lead_id = $1")).toBe(
      answers[0]?.effects.filter(({ kind }) => kind === "event").length,
    );
  });
});

describe("an act", () => {
  test("under the id of another is refused and changes nothing", async () => {
    const request = requestOf(broker, { leadId, kind: "called", outcome: "talked" });
    await act(broker, request);
    const twin = await ownLead(platform, home, broker);
    for (const changed of [
      { ...request, outcome: "junk" },
      { ...request, leadId: twin },
    ]) {
      await expect(act(broker, changed as ActRequest)).rejects.toMatchObject({ code: "CONFLICT" });
    }
    expect(await count("event", "lead_id = $1", [twin])).toBe(0);
    expect(await picture()).toMatchObject({ status: "open" });
  });

  test("that waited offline counts when it was done, for up to seven days", async () => {
    const occurredAt = new Date(Date.now() - 7 * dayMs + 60_000);
    await doAct(broker, { leadId, kind: "called", outcome: "talked", occurredAt });
    const [event] = await leadTimeline(broker, { leadId, limit: 1 });
    expect(event?.at).toBeDefined();
    const { lastOutAt } = await leadStanding(broker, { leadId });
    expect(lastOutAt).toEqual(occurredAt);
    for (const impossible of [new Date(Date.now() - 8 * dayMs), new Date(Date.now() + 3_600_000)]) {
      await expect(doAct(broker, { leadId, kind: "woke", occurredAt: impossible })).rejects.toMatchObject({
        code: "BAD_INPUT",
      });
    }
  });

  test("that came in time is answered alike when it is sent again long after", async () => {
    const request = requestOf(broker, { leadId, kind: "noted", note: "Rang twice" });
    const first = await act(broker, request);
    expect(await act(at(broker, Date.now() + 20 * dayMs), request)).toEqual(first);
  });

  test("on a lead of another organisation, or none, finds nothing", async () => {
    for (const ctx of [other.admin, other.broker]) {
      await expect(doAct(ctx, { leadId, kind: "woke" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const done = await doAct(broker, { leadId, kind: "noted", note: "Hello" });
    await expect(undoAct(other.admin, { actId: done.actId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(doAct(home.system, { leadId, kind: "woke" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("on a colleague's lead is done, and is on nobody's list", async () => {
    const done = await doAct(home.colleague, { leadId, kind: "called", outcome: "talked" });
    expect(done.place).toBeNull();
    expect(done.lead).toMatchObject({ step: "contacted", ownerId: userIdOf(broker) });
  });

  test("on a merged lead counts for the one that stands for it", async () => {
    const kept = await ownLead(platform, home, broker);
    await mergeLeads(home.manager, { keptId: kept, mergedId: leadId });
    const done = await doAct(broker, { leadId, kind: "called", outcome: "visit_booked" });
    expect(done.leadId).toBe(kept);
    expect(await picture(kept)).toMatchObject({ step: "visit_booked" });
  });

  test("of an old version is refused", async () => {
    await moveLead(broker, { leadId, step: "contacted" });
    const request = requestOf(broker, { leadId, kind: "called", outcome: "junk", version: 1 });
    await expect(act(broker, request)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await count("act", "lead_id = $1")).toBe(0);
  });

  test("keeps what was written sealed, and tells it to who may read the lead", async () => {
    const note = "Registers in his wife's name";
    await doAct(broker, { leadId, kind: "planned", next: { kind: "other", dueAt: soon(), note } });
    await doAct(broker, { leadId, kind: "judged", judgement: "hot", note });
    await doAct(broker, { leadId, kind: "noted", note });
    const { nextSteps } = await leadStanding(home.colleague, { leadId });
    expect(nextSteps).toMatchObject([{ kind: "other", note }]);
    const stored = await platform.db.withOrg(home.org.id, async (tx) => [
      await tx.act.findMany({ where: { leadId } }),
      await tx.nextStep.findMany({ where: { leadId } }),
      await tx.judgement.findMany({ where: { leadId } }),
      await tx.auditEntry.findMany({ where: { subjectId: leadId } }),
      await tx.event.findMany({ where: { leadId } }),
    ]);
    expect(JSON.stringify(stored)).not.toContain("wife");
    expect(Buffer.from(JSON.stringify(stored)).includes(Buffer.from(note))).toBe(false);
  });

  test("promises a new score where something was said of the lead", async () => {
    const jobs = () =>
      count("outbox", "job = 'lead.score' and payload ->> 'leadId' = $1 and finished_at is null");
    await doAct(broker, { leadId, kind: "called", outcome: "visit_booked" });
    expect(await jobs()).toBeGreaterThan(0);
  });
});

describe("handing a lead over", () => {
  const give = (ctx: Context, to: Context | string, id = leadId) =>
    doAct(ctx, { leadId: id, kind: "reassigned", ownerId: typeof to === "string" ? to : userIdOf(to) });

  test("is for its owner and for managers, and anybody may claim what is nobody's", async () => {
    await expect(give(home.colleague, home.colleague)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await give(broker, home.colleague)).lead.ownerId).toBe(userIdOf(home.colleague));
    await expect(give(broker, broker)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await give(home.manager, broker)).lead.ownerId).toBe(userIdOf(broker));
    const free = await ownLead(platform, home, broker, { ownerId: null });
    await expect(give(broker, home.colleague, free)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await give(broker, broker, free)).lead.ownerId).toBe(userIdOf(broker));
    expect(await count("assignment", "lead_id = $1 and cause = 'claim'", [free])).toBe(1);
  });

  test("goes to members only, never to one who has left", async () => {
    await expect(give(broker, newId())).rejects.toMatchObject({ code: "BAD_INPUT" });
    await expect(give(broker, other.broker)).rejects.toMatchObject({ code: "BAD_INPUT" });
    const leaver = userIdOf(home.admin);
    await platform.db.withOrg(home.org.id, (tx) =>
      tx.memberSettings.create({ data: { orgId: home.org.id, userId: leaver, deactivatedAt: new Date() } }),
    );
    await expect(give(broker, leaver)).rejects.toMatchObject({ code: "BAD_INPUT" });
  });

  test("takes along what was promised", async () => {
    await doAct(broker, { leadId, kind: "planned", next: { kind: "call", dueAt: new Date() } });
    await give(broker, home.colleague);
    const day = await today(home.colleague);
    expect(day.promised.map((item) => item.leadId)).toContain(leadId);
  });
});

describe("taking back", () => {
  test("is for who did it and for managers, within a day", async () => {
    const done = await doAct(broker, { leadId, kind: "called", outcome: "talked" });
    const undo = (ctx: Context) => undoAct(ctx, { actId: done.actId });
    await expect(undo(home.colleague)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(undo(at(broker, Date.now() + dayMs + 60_000))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await undo(home.manager)).toMatchObject({ undone: true, lead: { step: null } });
  });

  test("is refused in one sentence, and as a whole, where a later act builds on it", async () => {
    const first = await doAct(broker, {
      leadId,
      kind: "called",
      outcome: "talked",
      next: { kind: "call", dueAt: soon() },
    });
    const second = await doAct(broker, { leadId, kind: "called", outcome: "visit_booked", visitAt: soon() });
    const before = await picture();
    await expect(undoAct(broker, { actId: first.actId })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("take that back first"),
    });
    expect(await picture()).toEqual(before);
    await undoAct(broker, { actId: second.actId });
    await undoAct(broker, { actId: first.actId });
    expect(await picture()).toMatchObject({ step: null, steps: null });
  });

  test("leaves what has nothing to do with it", async () => {
    const first = await doAct(broker, { leadId, kind: "judged", judgement: "hot" });
    await doAct(broker, { leadId, kind: "called", outcome: "talked" });
    await undoAct(broker, { actId: first.actId });
    expect(await picture()).toMatchObject({ step: "contacted", judgements: 0 });
  });
});

describe("a call's place in the day's list", () => {
  test("is that of the moment before it", async () => {
    const tenant = await createTenant(platform);
    const scores = [90, 80, 71];
    const leads = await Promise.all(
      scores.map((score) =>
        ownLead(platform, tenant, tenant.broker, {
          score,
          grade: "A",
          scoreState: "scored",
          enquiredAt: new Date(Date.now() - 30 * dayMs),
        }),
      ),
    );
    const newest = await ownLead(platform, tenant, tenant.broker);
    const call = (id = "") => doAct(tenant.broker, { leadId: id, kind: "called", outcome: "no_answer" });
    expect((await call(leads[1])).place).toEqual({ place: 3, size: 4, section: "next" });
    expect((await call(newest)).place).toEqual({ place: 1, size: 3, section: "new" });
    expect((await call(leads[2])).place).toEqual({ place: 2, size: 2, section: "next" });
    expect((await call(leads[2])).place).toBeNull();
  });
});

import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordConsents } from "../consent/record.ts";
import type { Context } from "../context.ts";
import { recordEvents } from "../event/record.ts";
import { readVectors } from "../feature/read-vectors.ts";
import { createTenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { requestTraining } from "../model/request-training.ts";
import { createModelCache, type ModelCache } from "../scoring/open-champion.ts";
import { scoreLeads } from "../scoring/score-leads.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { nextQuestion } from "./next-question.ts";
import { setQuestion } from "./set-question.ts";

type Organisation = Awaited<ReturnType<typeof learnableOrganisation>>;

let platform: TestPlatform;
let models: ModelCache;
let org: Organisation;
let admin: Context;
let system: Context;

/** Of its attributes, visits decide and minutes say nothing; both are known of some leads only. */
beforeAll(async () => {
  platform = await testPlatform();
  models = createModelCache();
  org = await learnableOrganisation(platform.db, { leads: 500 });
  admin = await asUser(platform, org, "admin");
  system = await asSystem(platform, org);
  await platform.db.withOrg(org.id, (tx) =>
    tx.attribute.createMany({
      data: ["visits", "minutes", "remark"].map((key, position) => ({
        ...{ orgId: org.id, key, label: key, position },
        kind: key === "remark" ? "text" : "numeric",
      })),
    }),
  );
  const asked = await requestTraining(admin, {});
  await trainOrganisationModel(system, asked, { signal: new AbortController().signal });
});
afterAll(async () => {
  await models.close();
  await platform.db.close();
});

const newLead = (attributes: object = {}) =>
  createLead(platform.db, org, {
    source: "99acres",
    enquiredAt: new Date(Date.now() - 3_600_000),
    attributes,
  });

const ask = (leadId: string, except: string[] = []) =>
  nextQuestion(admin, { subject: { leadId }, except }, { models });

describe("the next question", () => {
  test("is only ever one that somebody was told to ask", async () => {
    const { id } = await newLead();
    expect(await ask(id)).toEqual({ leadId: id, question: null });
    await setQuestion(admin, { field: "visits", question: "How often have you been here?" });
    await setQuestion(admin, { field: "minutes", question: "For how long?" });
    expect((await ask(id)).question).not.toBeNull();
  });

  test("is what moves the score most, with its words and by how much", async () => {
    const { id } = await newLead();
    expect(await ask(id)).toEqual({
      leadId: id,
      question: {
        field: "visits",
        label: "visits",
        kind: "numeric",
        question: "How often have you been here?",
        points: expect.any(Number),
        choices: null,
      },
    });
    expect((await ask(id)).question?.points).toBeGreaterThan(3);
  });

  test("is not one that is answered, or that the form has asked already", async () => {
    const { id } = await newLead({ visits: 3 });
    expect((await ask(id)).question?.field).not.toBe("visits");
    const other = await newLead();
    expect((await ask(other.id, ["visits"])).question?.field).not.toBe("visits");
    expect((await ask(other.id, ["visits", "minutes"])).question).toBeNull();
  });

  test("moves the score by what the model then says of the answered lead", async () => {
    const asked = await newLead({ minutes: 30 });
    const scoreOf = async (leadId: string) => {
      const vectors = await platform.db.withOrgSql(org.id, (sql) =>
        readVectors(sql, system, [{ id: leadId }]),
      );
      const scores = await models.withChampion(system, (champion) => scoreLeads(system, champion, vectors));
      return scores?.[0]?.scored.score ?? Number.NaN;
    };
    const before = await scoreOf(asked.id);
    const moves: number[] = [];
    for (const visits of [0, 1, 2, 3, 4, 5, 6, 7]) {
      moves.push(Math.abs((await scoreOf((await newLead({ minutes: 30, visits })).id)) - before));
    }
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    // All eight are about equally common; scores are whole.
    expect(Math.abs(((await ask(asked.id)).question?.points ?? 0) - mean)).toBeLessThan(2.5);
  });

  test("is none for who does not want to be scored or answered, whose lead is closed, or where there is no model", async () => {
    for (const purpose of ["scoring", "enquiry_reply"] as const) {
      const { id } = await newLead();
      const withdrawal = { purpose, status: "withdrawn", channel: "whatsapp" } as const;
      await recordConsents(system, { subject: { leadId: id }, entries: [withdrawal] });
      expect((await ask(id)).question).toBeNull();
    }
    const closed = await createLead(platform.db, org, { status: "lost" });
    expect((await ask(closed.id)).question).toBeNull();
    const tenant = await createTenant(platform);
    const { id } = await createLead(platform.db, tenant.org);
    expect(await nextQuestion(tenant.broker, { subject: { leadId: id } }, { models })).toEqual({
      leadId: id,
      question: null,
    });
  });

  test("is the standing lead's after a merge, and nobody else's business", async () => {
    const kept = await newLead();
    const merged = await newLead();
    await platform.db.withOrg(org.id, (tx) =>
      tx.lead.updateMany({ where: { id: merged.id }, data: { mergedInto: kept.id } }),
    );
    expect((await ask(merged.id)).leadId).toBe(kept.id);
    const { broker } = await createTenant(platform);
    await expect(nextQuestion(broker, { subject: { leadId: kept.id } }, { models })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("finds a lead by the phone number of a form, and says what is no phone number", async () => {
    const phone = "+91 98250 44112";
    const { results } = await recordEvents(system, {
      source: "test",
      events: [{ eventId: "form-1", type: "form_submit", subject: { phone, name: "Asha" } }],
    });
    const found = await nextQuestion(admin, { subject: { phone: "9825044112" } }, { models });
    expect(found.leadId).toBe(results[0]?.leadId);
    expect(found.question?.field).toBe("visits");
    await expect(nextQuestion(admin, { subject: { phone: "12" } }, { models })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
  });
});

describe("how an attribute is asked for", () => {
  test("is the admins' to say, of attributes that a single answer fits", async () => {
    const broker = await asUser(platform, org, "broker");
    const wish = { field: "visits", question: "How often?" };
    await expect(setQuestion(broker, wish)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(setQuestion(admin, { ...wish, field: "remark" })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
    await expect(setQuestion(admin, { ...wish, field: "no_such" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

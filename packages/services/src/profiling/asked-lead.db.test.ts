import { createLead } from "@leadlift/db/test/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { changeLeadField } from "../lead/change-field.ts";
import { getLead } from "../lead/get.ts";
import { createTenant, type TestPlatform, testPlatform } from "../lead/test/tenant.ts";
import { leadTimeline } from "../lead/timeline.ts";
import { requestTraining } from "../model/request-training.ts";
import { createModelCache, type ModelCache } from "../scoring/open-champion.ts";
import { scoreLead } from "../scoring/score-lead.ts";
import { asSystem, asUser, learnableOrganisation } from "../training/test/learnable-organisation.ts";
import { trainOrganisationModel } from "../training/train.ts";
import { nextQuestion } from "./next-question.ts";
import { refuseQuestion } from "./refuse-question.ts";
import { requestQuestion } from "./request-question.ts";
import { setQuestion } from "./set-question.ts";

let platform: TestPlatform;
let models: ModelCache;
let org: Awaited<ReturnType<typeof learnableOrganisation>>;
let broker: Context;
let admin: Context;

beforeAll(async () => {
  platform = await testPlatform();
  models = createModelCache();
  org = await learnableOrganisation(platform.db, { leads: 500 });
  admin = await asUser(platform, org, "admin");
  broker = await asUser(platform, org, "broker");
  await platform.db.withOrg(org.id, (tx) =>
    tx.attribute.createMany({
      data: ["visits", "minutes", "remark"].map((key, position) => ({
        ...{ orgId: org.id, key, label: key, position, kind: "numeric" },
      })),
    }),
  );
  for (const field of ["visits", "minutes"]) await setQuestion(admin, { field, question: `${field}?` });
  const asked = await requestTraining(admin, {});
  await trainOrganisationModel(await asSystem(platform, org), asked, {
    signal: new AbortController().signal,
  });
});
afterAll(async () => {
  await models.close();
  await platform.db.close();
});

const newLead = async () => {
  const enquiredAt = new Date(Date.now() - 3_600_000);
  return (await createLead(platform.db, org, { source: "99acres", enquiredAt })).id;
};
const score = (leadId: string) => scoreLead(broker, { leadId }, { models });
const shown = (leadId: string) => getLead(broker, { leadId });
const promised = async (leadId: string) => {
  const jobs = await platform.db.withOrg(org.id, (tx) =>
    tx.outbox.findMany({ where: { orgId: org.id, job: "lead.score" } }),
  );
  return jobs.filter(({ payload }) => JSON.stringify(payload).includes(leadId)).length;
};

describe("the question on a lead's page", () => {
  test("comes with the lead's score, and is the one that the API gives forms", async () => {
    const leadId = await newLead();
    expect(await shown(leadId)).toMatchObject({ question: null, questionWanted: false });
    await score(leadId);
    const { question, questionWanted } = await shown(leadId);
    expect(question).toMatchObject({ field: "visits", question: "visits?" });
    expect(questionWanted).toBe(false);
    const served = await nextQuestion(broker, { subject: { leadId } }, { models });
    expect(served.question?.field).toBe(question?.field);
    expect(Math.abs((served.question?.points ?? 0) - (question?.points ?? 0))).toBeLessThan(0.5);
  });

  test("is answered, which changes the score, and then another is asked", async () => {
    const leadId = await newLead();
    await score(leadId);
    const before = await shown(leadId);
    const told = await changeLeadField(broker, {
      ...{ leadId, field: "visits", value: "7", version: before.version },
    });
    expect(await shown(leadId)).toMatchObject({ rescoring: true, question: null, version: told.version });
    await score(leadId);
    const after = await shown(leadId);
    expect(after.rescoring).toBe(false);
    expect(after.score).toBeGreaterThan(before.score ?? 99);
    expect(after.question?.field).not.toBe("visits");
  });

  test("that a person would not answer is not asked again, here and on forms, until that is taken back", async () => {
    const leadId = await newLead();
    await score(leadId);
    const { version, score: points } = await shown(leadId);
    const { until } = await refuseQuestion(broker, { leadId, field: "visits" });
    expect(until?.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    await score(leadId);
    expect(await shown(leadId)).toMatchObject({ version, score: points });
    expect((await shown(leadId)).question?.field).not.toBe("visits");
    const served = await nextQuestion(broker, { subject: { leadId } }, { models });
    expect(served.question?.field).not.toBe("visits");
    await refuseQuestion(broker, { leadId, field: "visits", refused: false });
    await score(leadId);
    expect((await shown(leadId)).question?.field).toBe("visits");
    const told = (await leadTimeline(broker, { leadId })).flatMap((entry) =>
      entry.kind === "audit" ? [entry.action] : [],
    );
    expect(told).toEqual(["lead.unrefuse-question", "lead.refuse-question"]);
  });

  test("is looked for anew when an admin has more asked for, promised once however often it is wanted", async () => {
    const leadId = await newLead();
    await score(leadId);
    await setQuestion(admin, { field: "remark", question: "How many remarks?" });
    expect(await shown(leadId)).toMatchObject({ question: null, questionWanted: true, rescoring: false });
    for (let times = 0; times < 3; times++) await requestQuestion(broker, { leadId });
    expect(await promised(leadId)).toBe(1);
    expect((await shown(leadId)).rescoring).toBe(true);
    await score(leadId);
    expect(await shown(leadId)).toMatchObject({ questionWanted: false, rescoring: false });
    await setQuestion(admin, { field: "remark", question: null });
  });

  test("is not to be had for a closed lead, without a model, or by another organisation", async () => {
    const closed = await createLead(platform.db, org, { status: "lost" });
    expect(await requestQuestion(broker, { leadId: closed.id })).toEqual({ promised: false });
    const other = await createTenant(platform);
    const theirs = await createLead(platform.db, other.org);
    expect(await requestQuestion(other.broker, { leadId: theirs.id })).toEqual({ promised: false });
    for (const verb of [
      () => requestQuestion(other.broker, { leadId: closed.id }),
      () => refuseQuestion(other.broker, { leadId: closed.id, field: "visits" }),
      () => refuseQuestion(broker, { leadId: closed.id, field: "remark" }),
    ]) {
      await expect(verb()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

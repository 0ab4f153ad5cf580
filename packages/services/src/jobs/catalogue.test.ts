import { describe, expect, test } from "vitest";
import { isJobName, jobCatalogue, jobNames } from "./catalogue.ts";

const id = "01940000-0000-7000-8000-000000000000";
const queuedBefore = {
  "model.train": { orgId: id, trainingRunId: id },
  "organisation.score": { orgId: id, scoringRunId: id },
  "lead.score": { orgId: id, leadId: id },
  "import.run": { orgId: id, importId: id },
  "import.undo": { orgId: id, importId: id },
  "push.send": { orgId: id, notificationId: id },
  "webhook.deliver": { orgId: id, endpointId: id },
  "lead.refold": { orgId: id, leadId: id },
  "lead.enrich": { orgId: id, leadId: id },
  "features.precompute": { orgId: id, featureRunId: id },
  "mail.send": { orgId: id, invitationId: id },
  "sample.remove": { orgId: id, requestedBy: id },
};

describe.each(jobNames)("%s", (job) => {
  test("a payload that is queued somewhere today still parses", () => {
    expect(jobCatalogue[job].payload.safeParse(queuedBefore[job]).success).toBe(true);
  });

  test("carries ids and nothing else", () => {
    const values = Object.values(jobCatalogue[job].payload.parse({ ...queuedBefore[job], name: "Ramesh" }));
    expect(values).toEqual([id, id]);
  });
});

test("what an object inherits is not a job", () => {
  expect(isJobName("toString")).toBe(false);
});

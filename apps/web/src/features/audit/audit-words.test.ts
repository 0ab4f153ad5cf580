import { auditActions } from "@leadlift/services/audit-log/actions";
import type { AuditLine } from "@leadlift/services/audit-log/list";
import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import audit from "../../../messages/en/audit.json";
import { actionText, actorText, auditKinds, detailText, leadOf, readLead } from "./audit-words.ts";

const words = createTranslator({ locale: "en-IN", messages: { audit }, namespace: "audit" });
const line = (detail: AuditLine["detail"], subject = { type: "member", id: "x", name: null }): AuditLine => ({
  id: "1",
  at: new Date(0),
  actor: { kind: "user", id: "u", name: "Asha" },
  action: "member.change-role",
  subject,
  detail,
});
const told = (given: AuditLine) => detailText(given, words, (at) => `on ${at.getUTCDate()} November`);
const leadId = "0194a3f0-5d00-7000-8000-5ab4a7111e55";

test("every act has its words, and every kind of act can be asked for", () => {
  for (const action of auditActions)
    expect(actionText(action, words), action).not.toContain(words("unknown"));
  expect(auditKinds.toSorted()).toEqual(
    [...new Set(auditActions.map((action) => action.split(".")[0]))].sort(),
  );
});

test("an act of a later version is told by its name, not left out", () => {
  expect(actionText("moon.land", words)).toBe("Another act (moon.land)");
});

test("what was changed is told from what to what, without ids", () => {
  expect(told(line({ role: "admin", before: "broker" }))).toBe("broker → admin");
  expect(told(line({ setting: "firstReplyMinutes", value: 15, before: 5 }))).toBe(
    "5 → 15 · setting firstReplyMinutes",
  );
  expect(told(line({ leadId, leads: 3, to: `${leadId} ${leadId}`, none: null }))).toBe("leads 3");
});

test("facts have names and values as people write them", () => {
  const training = line({ auc: 0.7093059446000625, rows: 976, targetStep: "visit_done", columnsChosen: 0 });
  expect(told(training)).toBe("AUC 0.709 · rows 976 · target visit done · columns chosen by hand 0");
  expect(told(line({ until: "2026-11-24T08:30:00.000Z" }))).toBe("until on 24 November");
  expect(told(line({ shared: true, laterFact: "x" }))).toBe("shared yes · later fact x");
});

test("who did it is told by name, by key, or as the system", () => {
  expect(actorText({ kind: "user", id: "u", name: "Asha" }, words)).toBe("Asha");
  expect(actorText({ kind: "user", id: "u", name: null }, words)).toBe("somebody who left");
  expect(actorText({ kind: "key", id: "k", name: "Portal" }, words)).toBe("Key Portal");
  expect(actorText({ kind: "system", id: null, name: null }, words)).toBe("LeadLift itself");
});

test("a lead is found in its address, and in an entry about it", () => {
  expect(readLead(`https://leads.example.in/leads/${leadId}?grade=A`)).toBe(leadId);
  expect(readLead("Rhea Mehta")).toBeNull();
  expect(leadOf(line({}, { type: "lead", id: leadId, name: null }))).toBe(leadId);
  expect(leadOf(line({ leadId }))).toBe(leadId);
  expect(leadOf(line({}))).toBeNull();
});

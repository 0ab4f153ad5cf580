import type { AuditLine } from "@leadlift/services/audit-log/list";
import type { useTranslations } from "next-intl";
import en from "../../../messages/en/audit.json";

export type AuditTranslator = ReturnType<typeof useTranslations<"audit">>;
type Kind = keyof typeof en.kinds;

export const auditKinds = Object.keys(en.kinds).filter(isKind);

function isKind(text: string): text is Kind {
  return Object.hasOwn(en.kinds, text);
}

/** What was done, in a few words; what this version has no words for, as it is called inside. */
export function actionText(action: string, words: AuditTranslator): string {
  const key = `actions.${action}`;
  return words.has(key as never) ? words(key as never) : `${words("unknown")} (${action})`;
}

export function actorText({ kind, name }: AuditLine["actor"], words: AuditTranslator): string {
  if (kind === "key") return words("key", { name: name ?? "" });
  if (kind === "system") return words("system");
  return name ?? words("gone");
}

/** From what to what, where a line says both; else its facts, one after the other. */
export function detailText(
  { detail }: AuditLine,
  words: AuditTranslator,
  moment: (at: Date) => string,
): string {
  const text = (value: unknown) => valueText(value, words, moment);
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== "");
  const fact = (name: string) => told.find(([key]) => key === name)?.[1];
  const value = fact("value") ?? fact("role") ?? fact("step") ?? fact("days") ?? fact("name");
  const before = fact("before");
  const change =
    value !== undefined && before !== undefined
      ? [words("change", { before: text(before), value: text(value) })]
      : value === undefined
        ? []
        : [text(value)];
  const said = ["value", "role", "step", "days", "name", "before"];
  const rest = told
    .filter(([key, one]) => !said.includes(key) && !isId(one))
    .map(([key, one]) => `${factText(key, words)} ${text(one)}`);
  return [...change, ...rest].join(" · ");
}

/** An id says nothing to a reader. */
function isId(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}(?: |$)/.test(value);
}

/** What a fact is called; one of a later version by its name inside. */
function factText(key: string, words: AuditTranslator): string {
  const name = `facts.${key}`;
  return words.has(name as never) ? words(name as never) : key.replaceAll(/([A-Z])/g, " $1").toLowerCase();
}

const isoMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function valueText(value: unknown, words: AuditTranslator, moment: (at: Date) => string): string {
  if (typeof value === "boolean") return words(value ? "yes" : "no");
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(3)));
  if (typeof value === "string" && isoMoment.test(value)) return moment(new Date(value));
  // A code, such as site_visit_booked: names of steps and outcomes are the organisation's to change.
  if (typeof value === "string" && /^[a-z]+(_[a-z]+)+$/.test(value)) return value.replaceAll("_", " ");
  return String(value);
}

/** The lead that an entry is about; null: none. */
export function leadOf({ subject, detail }: AuditLine): string | null {
  if (subject.type === "lead") return subject.id;
  return typeof detail.leadId === "string" ? detail.leadId : null;
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The id in what was pasted: a lead's address, or the id alone. */
export function readLead(text: string): string | null {
  return id.exec(text)?.[0].toLowerCase() ?? null;
}

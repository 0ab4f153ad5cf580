import type { ListedProvider } from "@leadlift/services/enrichment/list-providers";
import type { Mapping } from "@leadlift/services/enrichment/mapping";
import type { Preset } from "@leadlift/services/enrichment/presets";
import {
  isSettingsProblem,
  needsSecret,
  providerInput,
  providerSettings,
} from "@leadlift/services/enrichment/provider-settings";
import type { useTranslations } from "next-intl";
import type { z } from "zod";

/** A pair of texts in a table; `row` only keeps React's rows apart. */
export interface Pair {
  row: number;
  left: string;
  right: string;
}

/** A provider as it is being entered: all of it text. */
export interface ProviderForm {
  name: string;
  enabled: boolean;
  method: "GET" | "POST";
  url: string;
  headers: Pair[];
  body: string;
  loginUrl: string;
  loginScope: string;
  secret: string;
  mapping: Pair[];
  seconds: string;
  cacheDays: string;
  monthlyBudget: string;
}

export type ProviderField = Exclude<keyof ProviderForm, "enabled" | "method">;
export type Problems = Partial<Record<ProviderField, string>>;

/** The keys that features know; others become attributes a model may learn from. */
export const knownAttributes = ["job_title", "company", "employees", "founded_year"] as const;

let rows = 0;
export function pair(left = "", right = ""): Pair {
  rows += 1;
  return { row: rows, left, right };
}

export function emptyForm(): ProviderForm {
  return {
    name: "",
    enabled: true,
    method: "GET",
    url: "",
    headers: [pair("authorization", "Bearer {secret}")],
    body: "",
    loginUrl: "",
    loginScope: "",
    secret: "",
    mapping: [pair("job_title"), pair("company"), pair("employees")],
    seconds: "5",
    cacheDays: "90",
    monthlyBudget: "500",
  };
}

/** The settings of a preset under what is entered already: name, key and budget stay. */
export function withPreset(form: ProviderForm, preset: Preset): ProviderForm {
  return {
    ...form,
    ...settingsForm(providerSettings.parse(preset.settings)),
    name: form.name || preset.name,
  };
}

export function formOf({ name, enabled, settings, monthlyBudget }: ListedProvider): ProviderForm {
  return {
    name,
    enabled,
    secret: "",
    monthlyBudget: String(monthlyBudget),
    ...settingsForm(settings),
  };
}

function settingsForm(settings: ListedProvider["settings"]) {
  const { method, url, headers, body, mapping, login, timeoutMs, cacheDays } = settings;
  return {
    method,
    url,
    headers: Object.entries(headers).map(([name, value]) => pair(name, value)),
    body: body === null ? "" : JSON.stringify(body, null, 2),
    loginUrl: login?.url ?? "",
    loginScope: login?.scope ?? "",
    mapping: Object.entries(mapping).map(([key, paths]) => pair(key, paths.join(", "))),
    seconds: String(timeoutMs / 1_000),
    cacheDays: String(cacheDays),
  };
}

export type ProblemTranslator = ReturnType<typeof useTranslations<"enrichment.problems">>;
type ProviderInput = z.output<typeof providerInput>;
type Read = { input: ProviderInput; problems: null } | { input: null; problems: Problems };

interface Around {
  /** the one that is changed; undefined: a new one */
  id: string | undefined;
  hasSecret: boolean;
  otherNames: readonly string[];
}

/** What is to be saved, or one sentence for each field that is wrong. */
export function readForm(
  form: ProviderForm,
  { id, hasSecret, otherNames }: Around,
  words: ProblemTranslator,
): Read {
  const problems: Problems = {};
  const name = form.name.trim();
  if (otherNames.includes(name)) problems.name = words("nameTaken");
  const headers = readPairs(form.headers);
  if (headers.wrong) problems.headers = sayPairs(headers.wrong, words("headerUnnamed"), words);
  const mapping = readMapping(form.mapping);
  if (mapping.wrong) problems.mapping = sayPairs(mapping.wrong, words("attributeUnnamed"), words);
  else if (mapping.placeless !== null) problems.mapping = words("place", { name: mapping.placeless });
  const body = form.method === "POST" ? readJson(form.body) : { value: null };
  if (body === null) problems.body = words("body");
  const loginUrl = form.loginUrl.trim();
  const scope = form.loginScope.trim();
  const parsed = providerInput.safeParse({
    ...(id !== undefined && { id }),
    name,
    enabled: form.enabled,
    settings: {
      method: form.method,
      url: form.url.trim(),
      headers: headers.record,
      body: body?.value ?? null,
      mapping: mapping.record,
      login: loginUrl ? { url: loginUrl, ...(scope && { scope }) } : null,
      timeoutMs: Math.round(number(form.seconds) * 1_000),
      cacheDays: number(form.cacheDays),
    },
    ...(form.secret.trim() && { secret: form.secret.trim() }),
    monthlyBudget: number(form.monthlyBudget),
  });
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOf(issue.path);
    problems[field] ??= sentence(field, issue, words);
  }
  if (parsed.success && needsSecret(parsed.data.settings) && !hasSecret && !parsed.data.secret) {
    problems.secret = words("keyMissing", { key: "{secret}" });
  }
  if (!parsed.success || Object.keys(problems).length > 0) return { input: null, problems };
  return { input: parsed.data, problems: null };
}

/** The mapping as far as it is entered. */
export function readMapping(pairs: readonly Pair[]) {
  const { record, wrong } = readPairs(pairs);
  const paths = Object.entries(record).map(([key, text]) => {
    const each = text.split(",").map((path) => path.trim());
    return [key, each.filter(Boolean)] as const;
  });
  const without = paths.find(([, each]) => each.length === 0);
  const mapping: Mapping = Object.fromEntries(paths.filter(([, each]) => each.length > 0));
  return { record: mapping, wrong, placeless: without?.[0] ?? null };
}

/** A name that is missing, or one that is there twice. */
type WrongPairs = "unnamed" | { twice: string } | null;

function sayPairs(wrong: NonNullable<WrongPairs>, unnamed: string, words: ProblemTranslator): string {
  return wrong === "unnamed" ? unnamed : words("twice", { name: wrong.twice });
}

/** Rows with nothing in them are not there. */
function readPairs(pairs: readonly Pair[]) {
  const filled = pairs
    .map(({ left, right }) => [left.trim(), right.trim()] as const)
    .filter(([left, right]) => left !== "" || right !== "");
  const keys = filled.map(([left]) => left);
  const twice = keys.find((key, at) => key !== "" && keys.indexOf(key) !== at);
  const wrong: WrongPairs = keys.includes("") ? "unnamed" : twice === undefined ? null : { twice };
  return { record: Object.fromEntries(filled), wrong };
}

function readJson(text: string): { value: unknown } | null {
  if (text.trim() === "") return { value: null };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Nothing entered is no number. */
function number(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

function fieldOf([first, second, third]: readonly PropertyKey[]): ProviderField {
  if (first === "name" || first === "secret" || first === "monthlyBudget") return first;
  if (second === "headers" || second === "body" || second === "mapping" || second === "cacheDays")
    return second;
  if (second === "timeoutMs") return "seconds";
  if (second === "login") return third === "scope" ? "loginScope" : "loginUrl";
  return "url";
}

const example = "https://api.example.com/find?email={email}";

/** What settings are together has a sentence of its own; lengths and kinds have one for each field. */
function sentence(field: ProviderField, issue: z.core.$ZodIssue, words: ProblemTranslator): string {
  const problem = issue.code === "custom" ? issue.params : undefined;
  if (!isSettingsProblem(problem)) return words(field);
  switch (problem.why) {
    case "origin":
      return words("origin", { example });
    case "unknownPlace":
      return words("unknownPlace", { where: field, name: `{${problem.name}}` });
    case "secretOnly":
      return words("secretOnly", { key: "{secret}", name: `{${problem.name}}` });
    case "sameForAll":
      return words("sameForAll", {
        email: "{email}",
        phone: "{phone}",
        name: "{name}",
        domain: "{domain}",
      });
    case "attributes":
      return words("attributes");
  }
}

import { presetNames, presets } from "@leadlift/services/enrichment/presets";
import { providerInput } from "@leadlift/services/enrichment/provider-settings";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import enrichment from "../../../messages/en/enrichment.json";
import { failureText, providerState, waitsForSettings } from "./enrichment-words.ts";
import { emptyForm, formOf, type ProviderForm, pair, readForm as read, withPreset } from "./provider-form.ts";
import { readSample } from "./sample-answer.ts";

const messages = { enrichment };
const said = { locale: "en-IN", messages } as const;
const problemWords = createTranslator({ ...said, namespace: "enrichment.problems" });
const failureWords = createTranslator({ ...said, namespace: "enrichment.failures" });
const readForm = (form: ProviderForm, around: Parameters<typeof read>[1]) => read(form, around, problemWords);
const fresh = { id: undefined, hasSecret: false, otherNames: ["Apollo"] };
const good: ProviderForm = {
  ...emptyForm(),
  name: "Who is who",
  url: "https://api.example.com/find?email={email}",
  secret: "k-1",
  mapping: [pair("job_title", "person.title"), pair("employees", "company.size, company.range"), pair()],
};

describe("a provider's form", () => {
  it("gives what is stored, and shows again what was stored", () => {
    const { input } = readForm(good, fresh);
    expect(input).toEqual({
      name: "Who is who",
      enabled: true,
      secret: "k-1",
      monthlyBudget: 500,
      settings: {
        method: "GET",
        url: "https://api.example.com/find?email={email}",
        headers: { authorization: "Bearer {secret}" },
        body: null,
        mapping: { job_title: ["person.title"], employees: ["company.size", "company.range"] },
        login: null,
        timeoutMs: 5_000,
        cacheDays: 90,
      },
    });
    if (!input) return;
    const { name, enabled, settings, monthlyBudget } = input;
    const use = { usedThisMonth: 0, cachedThisMonth: 0, lastError: null, lastErrorAt: null };
    const id = "0193b2f0-0000-7000-8000-000000000000";
    const listed = { id, name, enabled, settings, monthlyBudget, hasSecret: true, ...use };
    const again = readForm(formOf(listed), { id, hasSecret: true, otherNames: [] });
    const { secret: _, ...unchanged } = input;
    expect(again.input).toEqual({ ...unchanged, id });
  });

  it.each(presetNames)("begins with the preset %s, to which only the key is missing", (name) => {
    const form = withPreset(emptyForm(), presets[name]);
    expect(readForm(form, { ...fresh, otherNames: [] }).problems).toEqual({
      secret: "It is asked with {secret}: enter the key.",
    });
    const { input } = readForm({ ...form, secret: "id:key" }, { ...fresh, otherNames: [] });
    expect(input?.settings).toEqual(
      providerInput.parse({ name, monthlyBudget: 1, settings: presets[name].settings }).settings,
    );
  });

  it.each<[keyof ProviderForm, Partial<ProviderForm>, RegExp]>([
    ["name", { name: " " }, /name/],
    ["name", { name: "Apollo" }, /Another provider/],
    ["url", { url: "api.example.com" }, /^The address must begin with https:.*spelled out/],
    ["url", { url: "https://api.example.com/all" }, /^The address asks the same of every lead.*\.$/],
    [
      "url",
      { url: "https://api.example.com/{e_mail}{email}{nobody}" },
      /\{nobody\}, which stands for nothing/,
    ],
    ["headers", { headers: [pair("x-mail", "{email}")] }, /^A header can hold \{secret\} only/],
    ["headers", { headers: [pair("x y", "1")] }, /letters, digits and hyphens/],
    ["headers", { headers: [pair("", "1")] }, /no name/],
    ["headers", { headers: [pair("a", "1"), pair("a", "2")] }, /a is there twice/],
    ["body", { method: "POST", body: "{" }, /not JSON/],
    ["loginUrl", { loginUrl: "login" }, /https/],
    ["secret", { secret: "two words" }, /no key has/],
    ["secret", { secret: "" }, /enter the key/],
    ["mapping", { mapping: [pair("Job title", "a")] }, /small letters/],
    ["mapping", { mapping: [pair("job_title", " ")] }, /where job_title stands/],
    ["mapping", { mapping: [] }, /1 to 40/],
    ["seconds", { seconds: "" }, /30 seconds/],
    ["seconds", { seconds: "31" }, /30 seconds/],
    ["cacheDays", { cacheDays: "1.5" }, /365/],
    ["monthlyBudget", { monthlyBudget: "-1" }, /1,000,000/],
    ["monthlyBudget", { monthlyBudget: "many" }, /1,000,000/],
  ])("says one sentence at %s for %o", (field, wrong, words) => {
    const { problems } = readForm({ ...good, ...wrong }, fresh);
    expect(problems).toEqual({ [field]: expect.stringMatching(words) });
  });

  it("keeps the stored key when none is entered", () => {
    const { input } = readForm({ ...good, secret: "" }, { ...fresh, hasSecret: true });
    expect(input).not.toHaveProperty("secret");
  });
});

describe("a pasted answer", () => {
  it("shows what would be stored of it, and where it says nothing", () => {
    const mapping = { job_title: ["person.title"], employees: ["size", "range"], industry: ["sector"] };
    expect(readSample('{"person": {"title": " Director "}, "range": "51-250"}', mapping)).toEqual([
      { key: "job_title", paths: ["person.title"], value: "Director" },
      { key: "employees", paths: ["size", "range"], value: "51-250" },
      { key: "industry", paths: ["sector"], value: null },
    ]);
  });

  it("is nothing while it is no JSON", () => {
    expect(readSample("{", { job_title: ["title"] })).toBeNull();
  });
});

describe("what went wrong", () => {
  it.each(["timeout", "http_401", "http_418", "http_503", "http_302", "login_400", "whatever"])(
    "%s is a sentence",
    (code) => {
      expect(failureText(code, failureWords)).toMatch(/^[A-Z].*\.$/);
    },
  );

  it("waits for other settings where asking again changes nothing", () => {
    expect(["http_401", "refused_address", "login_401", "no_json"].every(waitsForSettings)).toBe(true);
    expect(["timeout", "http_429", "http_503", "unreachable", "login_503"].some(waitsForSettings)).toBe(
      false,
    );
  });
});

it("a provider's state names what keeps it from being asked first", () => {
  const listed = { ...formOfListed(), enabled: true, usedThisMonth: 3, monthlyBudget: 10 };
  expect(providerState(listed)).toBe("working");
  expect(providerState({ ...listed, lastError: "timeout" })).toBe("failing");
  expect(providerState({ ...listed, usedThisMonth: 10, lastError: "timeout" })).toBe("spent");
  expect(providerState({ ...listed, enabled: false, usedThisMonth: 10 })).toBe("off");
});

function formOfListed() {
  const { settings } = providerInput.parse({
    name: "x",
    monthlyBudget: 1,
    settings: { method: "GET", url: "https://api.example.com/{email}", mapping: { title: "title" } },
  });
  const use = { cachedThisMonth: 0, lastError: null, lastErrorAt: null };
  return { id: "0193b2f0-0000-7000-8000-000000000000", name: "x", settings, hasSecret: true, ...use };
}

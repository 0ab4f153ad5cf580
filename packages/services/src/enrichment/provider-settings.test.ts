import { describe, expect, it, test } from "vitest";
import { mapAnswer } from "./mapping.ts";
import { presetNames, presets } from "./presets.ts";
import { providerSettings } from "./provider-settings.ts";
import { fillJson, fillText } from "./template.ts";

const settings = {
  method: "GET",
  url: "https://api.example.com/find?email={email}",
  mapping: { job_title: "title" },
};
const problemsOf = (given: object) =>
  providerSettings.safeParse({ ...settings, ...given }).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("settings of a provider", () => {
  it("are completed", () => {
    expect(providerSettings.parse(settings)).toEqual({
      ...settings,
      headers: {},
      body: null,
      mapping: { job_title: ["title"] },
      login: null,
      timeoutMs: 5_000,
      cacheDays: 90,
    });
  });

  it.each([
    ["the host is a lead's to choose", { url: "https://{domain}/find?email={email}" }, "url"],
    ["the host is half a lead's", { url: "https://api.{domain}/find" }, "url"],
    ["the protocol is another", { url: "ftp://example.com/{email}" }, "url"],
    ["nothing of the lead is asked with", { url: "https://api.example.com/find?key={secret}" }, "url"],
    ["a placeholder stands for nothing", { url: "https://api.example.com/{email}/{password}" }, "url"],
    ["a header tells who the person is", { headers: { "x-email": "{email}" } }, "headers"],
    ["a header has a line break", { headers: { "x-key": "a\r\nb" } }, "headers.x-key"],
    ["GET has a body", { body: { email: "{email}" } }, "body"],
    ["nothing is mapped", { mapping: {} }, "mapping"],
    ["a key is none of an attribute", { mapping: { "job title": "title" } }, "mapping.job title"],
    ["it may take minutes", { timeoutMs: 60_000 }, "timeoutMs"],
    ["something is not known", { proxy: "http://proxy" }, ""],
  ])("are refused where %s", (_, given, place) => {
    expect(problemsOf(given)).toContain(place);
  });

  it.each(presetNames)("of the preset %s stand", (name) => {
    expect(problemsOf(presets[name].settings)).toEqual([]);
  });
});

test("what is known of a lead cannot break out of the question it is put into", () => {
  const values = { email: 'a&key="}/..#@x.in', secret: "s" };
  expect(fillText("https://h.in/find?email={email}&n={name}", values, encodeURIComponent)).toBe(
    `https://h.in/find?email=${encodeURIComponent(values.email)}&n={name}`,
  );
  expect(fillJson({ match: [{ email: "{email}" }], n: 1 }, values)).toEqual({
    match: [{ email: values.email }],
    n: 1,
  });
  expect(fillText("{constructor} {email}", { email: "{secret}", secret: "s" })).toBe(
    "{constructor} {secret}",
  );
});

describe("a mapping", () => {
  const answer = {
    a: { b: [{ c: " CTO " }, { c: "" }] },
    n: 12,
    off: false,
    long: "x".repeat(500),
    list: [1],
  };
  it("takes the first of its paths that has a plain value", () => {
    expect(
      mapAnswer(answer, { title: ["a.b[1].c", "a.b[0].c"], size: ["n"], off: ["off"], long: ["long"] }),
    ).toEqual({ title: "CTO", size: 12, off: false, long: "x".repeat(200) });
  });
  it("leaves out what is missing, nested or nobody's own", () => {
    const nowhere = {
      a: ["a"],
      list: ["list"],
      no: ["a.b[7].c"],
      proto: ["__proto__.toString", "constructor.name"],
    };
    expect(mapAnswer(answer, nowhere)).toEqual({});
    for (const other of [null, 7, "text", []]) expect(mapAnswer(other, { title: ["a.b"] })).toEqual({});
  });
});

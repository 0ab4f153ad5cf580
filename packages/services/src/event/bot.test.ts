import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { botOf, tellAgent } from "./bot.ts";
import { agentTest, isListedCrawler } from "./crawler-list.ts";

const require = createRequire(import.meta.url);
const crawlersSchema = z.array(z.object({ pattern: z.string(), instances: z.array(z.string()) }));
const browsersSchema = z.array(z.object({ userAgent: z.string() }));

/** Made from visits of people, with the package user-agents. */
const browsers = [
  ...new Set(
    browsersSchema
      .parse(require(join(require.resolve("user-agents"), "..", "user-agents.json")))
      .map(({ userAgent }) => userAgent),
  ),
];
/** What people in India hold in their hands and that visits from elsewhere hardly show. */
const handsets = [
  "Mozilla/5.0 (Linux; U; Android 11; en-US; RMX3231 Build/RP1A.201005.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.6.8.1318 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; U; Android 13; en-in; 22101316I Build/TP1A.220624.014) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.10.1-gn",
  "Mozilla/5.0 (Mobile; LYF/F320B/LYF-F320B-001-01-15-130718-i;Android; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
  "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-M346B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 13; V2207 Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 VivoBrowser/13.4.0.3",
  "Mozilla/5.0 (Linux; Android 12; CPH2239 Build/RKQ1.211103.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/462.0.0.47.85;]",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 329.0.3.29.90 (iPhone13,2; iOS 17_4_1; en_IN; en; scale=3.00; 1170x2532; 592016321)",
  "Mozilla/5.0 (Linux; Android 10; Redmi Note 7 Pro Build/QKQ1.190915.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/123.0.6312.118 Mobile Safari/537.36 PhonePe/24.03",
  "Opera/9.80 (Android; Opera Mini/62.3.2254/191.303; U; en) Presto/2.12.423 Version/12.16",
  "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:52.0) Gecko/20100101 Firefox/52.0",
];
const people = [...browsers, ...handsets];

const shared = join(import.meta.dirname, "../../../../../shared/data/crawler-user-agents.json");
const lists: [string, () => unknown][] = [
  ["the list as installed", () => require("crawler-user-agents")],
  ["the list of the shared data", () => JSON.parse(readFileSync(shared, "utf8"))],
];

test("people are taken for bots by none of the tests", () => {
  expect(browsers.length).toBeGreaterThan(900);
  const alarms = people.filter((userAgent) => botOf({ userAgent, languages: "en-IN,en;q=0.9" }));
  expect(alarms).toEqual([]);
});

describe.each(lists)("against %s", (name, read) => {
  const absent = name.includes("shared") && !existsSync(shared);

  test.skipIf(absent)("bots are told, those that are listed and those taken off the list", () => {
    const crawlers = crawlersSchema.parse(read());
    const unlisted = crawlers.filter((_, index) => index % 10 < 3);
    const kept = crawlers.filter((_, index) => index % 10 >= 3);
    const isKept = agentTest(kept.map(({ pattern }) => pattern));
    const isBot = (agent: string) => tellAgent(agent, isKept) !== null;
    const falseAlarms = people.filter(isBot).length;
    const told = [
      { whose: "listed", agents: instancesOf(kept) },
      // Whom another pattern has as well was not taken off the list.
      { whose: "taken off", agents: instancesOf(unlisted).filter((agent) => !isKept(agent)) },
    ].map(({ whose, agents }) => ({
      whose,
      of: agents.length,
      ...rates(agents.filter(isBot).length, agents.length, falseAlarms),
    }));
    console.info(`${name}, ${people.length} agents of people: ${JSON.stringify(told)}`);
    const [listed, takenOff] = told;
    expect(listed).toMatchObject({ precision: 1, recall: 1 });
    expect(takenOff?.precision).toBe(1);
    expect(takenOff?.recall).toBeGreaterThan(0.97);
  });
});

function instancesOf(crawlers: z.infer<typeof crawlersSchema>): string[] {
  return [...new Set(crawlers.flatMap(({ instances }) => instances))];
}

function rates(found: number, all: number, falseAlarms: number): { precision: number; recall: number } {
  return { precision: found / (found + falseAlarms), recall: found / all };
}

describe("besides its name, a bot is told by", () => {
  const [userAgent = ""] = handsets;
  const person = { userAgent, languages: "en-IN" };

  test.each([
    ["no agent", { ...person, userAgent: null }, "headless"],
    ["a browser that is driven", { ...person, webdriver: true }, "headless"],
    [
      "a browser without a window",
      { ...person, userAgent: userAgent.replace("Chrome", "HeadlessChrome") },
      "headless",
    ],
    ["no language", { ...person, languages: "" }, "headless"],
    ["servers that look at nothing", { ...person, network: "datacentre" as const, seconds: 0 }, "datacentre"],
    ["no network of servers alone", { ...person, network: "datacentre" as const, seconds: null }, null],
    [
      "no network through which somebody looks",
      { ...person, network: "datacentre" as const, seconds: 1 },
      null,
    ],
    ["nothing that was not looked at", { userAgent, languages: null }, null],
  ])("%s", (_, hints, reason) => {
    expect(botOf(hints)).toBe(reason);
  });

  test("isbot first, then the list", () => {
    expect(botOf({ ...person, userAgent: "Googlebot/2.1 (+http://www.google.com/bot.html)" })).toBe("agent");
    expect(tellAgent(`${userAgent} Lurker/1`, agentTest(["Lurker/"]))).toBe("list");
    expect(tellAgent(`${userAgent} Lurker/1`, agentTest(["("]))).toBeNull();
    expect(isListedCrawler("Googlebot/2.1")).toBe(true);
  });
});

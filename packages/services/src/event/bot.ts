import { isbot } from "isbot";
import { isListedCrawler } from "./crawler-list.ts";

/** What a request tells of who sent it. */
export interface AgentHints {
  userAgent: string | null;
  /** Accept-Language; null: not looked at */
  languages: string | null;
  /** navigator.webdriver */
  webdriver?: boolean;
  network?: "datacentre" | null;
  /** how long the page that it saw longest was in sight; null: it did not only look at pages */
  seconds?: number | null;
}

/**
 * How a bot was told: by isbot's patterns, by the list of crawlers, by a browser without a person, by a network of
 * servers from which nothing was looked at for a second: people come through such networks too, and look.
 */
export type BotReason = "agent" | "list" | "headless" | "datacentre";

const longestAgent = 1_000;
const remembered = 1_000;
const leastSeconds = 1;
const headless = /HeadlessChrome|PhantomJS|SlimerJS|\bjsdom\/|\bPlaywright\b|\bPuppeteer\b/i;
const known = new Map<string, BotReason | null>();

export function botOf(hints: AgentHints): BotReason | null {
  const agent = hints.userAgent?.slice(0, longestAgent).trim() ?? "";
  const reason = agent === "" ? "headless" : byAgent(agent);
  if (reason) return reason;
  if (hints.webdriver || hints.languages?.trim() === "") return "headless";
  const glanced = hints.seconds != null && hints.seconds < leastSeconds;
  return hints.network === "datacentre" && glanced ? "datacentre" : null;
}

// 1,500 patterns take longer than everything else that is done with an event.
function byAgent(agent: string): BotReason | null {
  const before = known.get(agent);
  if (before !== undefined) {
    known.delete(agent);
    known.set(agent, before);
    return before;
  }
  const reason = tellAgent(agent, isListedCrawler);
  known.set(agent, reason);
  if (known.size > remembered) {
    const oldest = known.keys().next();
    if (!oldest.done) known.delete(oldest.value);
  }
  return reason;
}

export function tellAgent(agent: string, isListed: (agent: string) => boolean): BotReason | null {
  if (headless.test(agent)) return "headless";
  if (isbot(agent)) return "agent";
  return isListed(agent) ? "list" : null;
}

import { createRequire } from "node:module";
import { z } from "zod";

const listSchema = z.array(z.object({ pattern: z.string().min(1) }));

export type AgentTest = (userAgent: string) => boolean;

/** Patterns that are no regular expressions are left out. */
export function agentTest(patterns: readonly string[]): AgentTest {
  const usable = patterns.filter(isPattern);
  if (usable.length === 0) return () => false;
  const joined = new RegExp(usable.map((pattern) => `(?:${pattern})`).join("|"));
  return (userAgent) => joined.test(userAgent);
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== "";
  } catch {
    return false;
  }
}

let listed: AgentTest | undefined;

/** Whether the maintained list of crawlers has the agent. */
export function isListedCrawler(userAgent: string): boolean {
  // Read at first use, and by require: importing JSON prints a warning on Node 20.
  listed ??= agentTest(
    listSchema.parse(createRequire(import.meta.url)("crawler-user-agents")).map(({ pattern }) => pattern),
  );
  return listed(userAgent);
}

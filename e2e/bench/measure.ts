import type { Browser } from "@playwright/test";
import { signedInToSample } from "../support/browser.ts";
import { addressOf, firstLead, type Role, roles, routes } from "../support/routes.ts";
import { type Asker, quantile, scriptBytes, type Times, timeProcedure } from "./over-http.ts";
import { tapOutcomes, type Visitor, visit, walkList } from "./use-pages.ts";

export interface WebFigures {
  /** milliseconds until the largest content of a page stands on a slow phone: the middle of some visits */
  lcp: Readonly<Record<string, number>>;
  /** milliseconds from a press to the next paint: the slowest, and the middle one */
  keyJ: Presses;
  outcome: Presses;
  /** the worst of all visits */
  cls: number;
  list: Times;
  today: Times;
  /** thousand bytes of compressed script that a page's document asks for */
  scriptKb: Readonly<Record<string, number>>;
}

interface Presses {
  slowest: number;
  middle: number;
}

const visits = 5;
const presses = 30;
const outcomes = 6;
const pages = ["/today", "/leads"] as const;

/** Of an installation with the sample brokerage, whose broker and manager it signs in as. */
export async function measureWeb(
  browser: Browser,
  url: string,
  onStep: (step: string) => void,
): Promise<WebFigures> {
  const askers = new Map<Role, Asker>();
  const visitors = new Map<Role, Visitor>();
  for (const role of roles) {
    const session = await signedInToSample(browser, url, role);
    visitors.set(role, { browser, url, session });
    askers.set(role, {
      url,
      cookie: session.cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    });
  }
  const [visitor, asker] = [visitors.get("broker"), askers.get("broker")];
  if (!visitor || !asker) throw new Error("Nobody is signed in.");

  onStep("Timing the server");
  const list = await timeProcedure(asker, "lead.list", { view: {}, sort: "score" });
  const today = await timeProcedure(asker, "today.list", {});
  onStep("Weighing scripts");
  const scriptKb = await weigh(browser, visitor, askers);

  const lcp: Record<string, number> = {};
  const shifts: number[] = [];
  for (const path of pages) {
    const times: number[] = [];
    // The first visit of all warms up the server, and is not counted.
    for (let each = 0; each <= visits; each++) {
      onStep(`Visiting ${path}: ${each} of ${visits}`);
      const vitals = await visit(visitor, path);
      if (each === 0) continue;
      times.push(vitals.lcpMs);
      shifts.push(vitals.cls);
    }
    lcp[path] = Math.round(middle(times));
  }
  onStep("Walking down the list");
  const walked = await walkList(visitor, presses);
  onStep("Tapping outcomes");
  const tapped = await tapOutcomes(visitor, outcomes);
  return {
    lcp,
    keyJ: pressesOf(walked.interactions),
    outcome: pressesOf(tapped.interactions),
    cls: Number(Math.max(...shifts, walked.cls, tapped.cls).toFixed(3)),
    list,
    today,
    scriptKb,
  };
}

async function weigh(
  browser: Browser,
  { url, session }: Visitor,
  askers: ReadonlyMap<Role, Asker>,
): Promise<Record<string, number>> {
  const context = await browser.newContext({ baseURL: url, storageState: session });
  const leadId = await firstLead(await context.newPage());
  await context.close();
  const weights: Record<string, number> = {};
  for (const route of routes) {
    const [role] = route.seenBy;
    const asker = (role && askers.get(role)) ?? { url, cookie: "" };
    const bytes = await scriptBytes(asker, addressOf(route, leadId));
    if (bytes !== null) weights[route.path] = Number((bytes / 1000).toFixed(1));
  }
  return weights;
}

/** None was told: all were below 16 ms. */
function pressesOf(interactions: readonly number[]): Presses {
  return { slowest: Math.max(0, ...interactions), middle: middle(interactions) };
}

function middle(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

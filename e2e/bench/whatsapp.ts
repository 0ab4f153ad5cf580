import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { openBrowser } from "../support/browser.ts";
import { freePorts, nothingOfOurs, startInstallation } from "../support/installation.ts";
import { addOrganisation } from "../support/organisation.ts";
import { signIn } from "../support/sign-in.ts";
import { connectWhatsApp, sendAsMeta, type WhatsAppNumber } from "../support/whatsapp.ts";

// From Meta's POST to the new lead with its score on a broker's open page, on an installation of its own.
const goalMs = 2_000;
const patienceMs = 30_000;
/** A page that was touched a moment ago moves nothing yet: the next stranger writes to one that is only looked at. */
const restMs = 1_100;
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, messages: { type: "string", default: "40" } },
});
const messages = Number(values.messages);
if (!Number.isInteger(messages) || messages < 1 || messages > 500) {
  console.error("--messages must be a whole number from 1 to 500.");
  process.exit(1);
}

const say = (text: string) => process.stderr.write(text);
const person = (role: string) => ({
  name: `Wren ${role}`,
  email: `${role}@bench.example`,
  password: `correct-horse-battery-${role}`,
  role,
});

const closers: (() => Promise<unknown>)[] = [];
try {
  const dataDir = await mkdtemp(join(tmpdir(), "leadlift-whatsapp-"));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const keyFile = join(dataDir, "leadlift.key");
  const variables = { ...nothingOfOurs, LEADLIFT_KEY_FILE: keyFile, LEADLIFT_DEMO: "false" };
  const installation = await startInstallation({ dataDir, ...(await freePorts()), variables, onOutput: say });
  closers.push(() => installation.stop());
  Object.assign(process.env, variables, { LEADLIFT_DATA_DIR: dataDir });
  await addOrganisation("Bench Realty", "bench", [person("admin"), person("broker")]);
  const browser = await openBrowser();
  closers.push(() => browser.close());
  const open = async (role: string) => {
    const page = await (await browser.newContext({ baseURL: installation.url, locale: "en-IN" })).newPage();
    await page.goto("/sign-in");
    await signIn(page, person(role));
    return page;
  };
  const number = await connectWhatsApp(await open("admin"));
  const broker = await open("broker");
  const busy = loadavg()[0] ?? 0;
  const first = await sendOne(broker, number, messages);
  const taken = [];
  for (let count = 0; count < messages; count++) taken.push(await sendOne(broker, number, count));
  if (busy > cpus().length) {
    say(
      `The machine was busy with other work (load ${busy.toFixed(1)} on ${cpus().length} cores): times are too long.\n`,
    );
  }
  process.stdout.write(report(first, taken));
} finally {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}

interface Taken {
  answeredMs: number;
  visibleMs: number;
}

/** A stranger writes; the broker's page is only looked at until the lead stands there with a number. */
async function sendOne(broker: Page, number: WhatsAppNumber, count: number): Promise<Taken> {
  const name = `Stranger ${String.fromCharCode(65 + (count % 26))}${Math.floor(count / 26)}`;
  const from = `9198${String(randomInt(1e8)).padStart(8, "0")}`;
  const seen = broker.waitForFunction(
    (wanted) => {
      const offers = [...document.querySelectorAll("[data-unclaimed]")];
      const offer = offers.find((each) => each.textContent?.includes(wanted));
      return offer && /^\D*\d\d/.test(offer.textContent ?? "") ? Date.now() : null;
    },
    name,
    { polling: "raf", timeout: patienceMs },
  );
  const sentAt = Date.now();
  const status = await sendAsMeta(number, { name, from, text: "Is the 3 BHK in Wakad still there?" });
  const answeredMs = Date.now() - sentAt;
  if (status !== 200) throw new Error(`The API answered ${status}.`);
  const visibleMs = Number(await (await seen).jsonValue()) - sentAt;
  // Taken, so that the next one is not hidden below it.
  await broker.getByRole("button", { name: `Take it: ${name}` }).click();
  await broker.locator("[data-unclaimed]").first().waitFor({ state: "detached" });
  await broker.waitForTimeout(restMs);
  return { answeredMs, visibleMs };
}

/** The first after a start is told apart: everything is opened, prepared and compiled for it. */
function report(first: Taken, taken: readonly Taken[]): string {
  const answered = spread(taken.map(({ answeredMs }) => answeredMs));
  const visible = spread(taken.map(({ visibleMs }) => visibleMs));
  if (values.json)
    return `${JSON.stringify({ messages: taken.length, first, answeredMs: answered, visibleMs: visible })}\n`;
  const line = (what: string, { p50, p90, p99, max }: ReturnType<typeof spread>) =>
    `${what.padEnd(34)} p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, max ${max} ms\n`;
  const verdict = visible.p99 < goalMs ? "met" : "LOST";
  return [
    `${taken.length} people write, one after the other\n`,
    line("until Meta is answered", answered),
    line("until the scored lead is on screen", visible),
    `the first after a start: answered in ${first.answeredMs} ms, on screen in ${first.visibleMs} ms\n`,
    `goal: on screen within ${goalMs} ms at p99: ${verdict}\n`,
  ].join("");
}

function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

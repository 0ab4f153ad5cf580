import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openBrowser } from "../support/browser.ts";
import { startLoaded } from "./loaded-installation.ts";
import { measureWeb } from "./measure.ts";
import { asJson, asTable } from "./report.ts";

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, leads: { type: "string", default: "100000" } },
});
const leads = Number(values.leads);
if (!Number.isInteger(leads) || leads < 200 || leads > 200_000) {
  console.error("--leads must be a whole number from 200 to 200000.");
  process.exit(1);
}

const say = (text: string) => process.stderr.write(text);
const closers: (() => Promise<unknown>)[] = [];
try {
  const { url, stop } = await startLoaded(leads, say);
  closers.push(stop);
  const browser = await openBrowser();
  closers.push(() => browser.close());
  const busy = loadavg()[0] ?? 0;
  const figures = await measureWeb(browser, url, (step) => say(`${step} …\n`));
  if (busy > cpus().length) {
    say(
      `The machine was busy with other work (load ${busy.toFixed(1)} on ${cpus().length} cores): times are too long.\n`,
    );
  }
  process.stdout.write(values.json ? `${JSON.stringify(asJson(figures))}\n` : asTable(figures, leads));
} finally {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openBrowser } from "../support/browser.ts";
import { freePorts, nothingOfOurs, startInstallation } from "../support/installation.ts";
import { remakeScreens } from "./remake.ts";

const { values } = parseArgs({
  options: {
    /** size of the sample brokerage */
    leads: { type: "string", default: "2000" },
    /** names of pages, comma-separated */
    only: { type: "string" },
    out: { type: "string", default: fileURLToPath(new URL("../../docs/screens", import.meta.url)) },
  },
});

const dataDir = await mkdtemp(join(tmpdir(), "leadlift-screens-"));
const closers: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
try {
  const { url, stop } = await startInstallation({
    dataDir,
    ...(await freePorts()),
    variables: {
      ...nothingOfOurs,
      LEADLIFT_DEMO: "true",
      LEADLIFT_DEMO_LEADS: values.leads,
      LEADLIFT_SIGNUP: "open",
    },
    onOutput: (text) => process.stderr.write(text),
  });
  closers.push(stop);
  const browser = await openBrowser();
  closers.push(() => browser.close());
  await remakeScreens({
    browser,
    url,
    folder: values.out,
    names: values.only?.split(",") ?? null,
    say: (line) => process.stdout.write(`${line}\n`),
  });
} finally {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";
import { capture } from "./run-command.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const apps = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium: CHROMIUM_PATH, the system's, Playwright's own, or one installed now. Null with a sentence on why not. */
export async function findChromium() {
  const set = process.env.CHROMIUM_PATH;
  if (set) {
    if (existsSync(set)) return { path: set };
    return { path: null, why: `CHROMIUM_PATH names ${set}, which does not exist.` };
  }
  const found = installed() ?? playwrights();
  if (found) return { path: found };
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("Installing Chromium with apt-get …");
    await capture("apt-get", ["update", "-q"]);
    await capture("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  } else {
    console.log("Fetching Playwright's Chromium …");
    await capture("playwright", ["install", "chromium"], { cwd: join(root, "e2e"), env: withE2eBinaries() });
  }
  const now = installed() ?? playwrights();
  if (now) return { path: now };
  return {
    path: null,
    why: "No Chromium was found or could be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.",
  };
}

export function withE2eBinaries() {
  return { ...process.env, PATH: [join(root, "e2e/node_modules/.bin"), process.env.PATH].join(delimiter) };
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...apps];
  return places.find((place) => existsSync(place));
}

function playwrights() {
  try {
    const { chromium } = createRequire(join(root, "e2e/package.json"))("@playwright/test");
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

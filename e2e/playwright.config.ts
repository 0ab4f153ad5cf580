import { defineConfig, devices } from "@playwright/test";
import { baseUrl } from "./support/address.ts";
import { quietly } from "./support/browser.ts";
import { chromiumPath } from "./support/chromium.ts";

export default defineConfig({
  testDir: ".",
  globalSetup: "./support/start-leadlift.ts",
  timeout: 240_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // A browser on a machine that others use misses a moment now and then; what passed only then is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  outputDir: "test-results/artifacts",
  use: {
    baseURL: baseUrl,
    locale: "en-IN",
    timezoneId: "Asia/Kolkata",
    actionTimeout: 30_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      args: [...quietly],
    },
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } } },
  ],
});

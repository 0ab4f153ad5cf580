import type { Page } from "@playwright/test";

const cpuSlowdown = 4;
const bytesPerSecond = 9_000_000 / 8;
const roundTripMs = 100;

/** A phone of some years ago on a good mobile network: a quarter of this machine's speed, 9 Mbps, 100 ms there and back. */
export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
}

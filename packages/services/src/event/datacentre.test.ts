import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { datacentresOf } from "./datacentre.ts";

let folder: string;
let warnings: unknown[];
const log = { info() {}, warn: (...said: unknown[]) => void warnings.push(said) };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlift-ranges-"));
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true }));

test("an address is told by the lists, and by a list that changed within a minute", async () => {
  const [first, second] = [join(folder, "one.json"), join(folder, "two.txt")];
  await writeFile(first, JSON.stringify({ prefixes: [{ ip_prefix: "203.0.113.0/24" }] }));
  await writeFile(second, "198.51.100.0/24\n");
  let clock = 0;
  const datacentres = datacentresOf([first, second], log, () => clock);
  await datacentres.refresh();
  const told = () => ["203.0.113.7", "198.51.100.7", "192.0.2.7"].map((ip) => datacentres.networkOf(ip));
  expect(told()).toEqual(["datacentre", "datacentre", null]);

  await writeFile(second, "192.0.2.0/24\n");
  await utimes(second, new Date(), new Date(Date.now() + 5_000));
  clock += 59_000;
  expect(told()).toEqual(["datacentre", "datacentre", null]);
  clock += 2_000;
  await expect.poll(told).toEqual(["datacentre", null, "datacentre"]);
});

test("a list that is damaged, empty or gone leaves what was read before, and says so", async () => {
  const file = join(folder, "ranges.json");
  await writeFile(file, '["203.0.113.0/24"]');
  const datacentres = datacentresOf([file], log);
  await datacentres.refresh();
  for (const damaged of ['["203.0.113.0/24"', "[]"]) {
    await writeFile(file, damaged);
    await utimes(file, new Date(), new Date(Date.now() + damaged.length * 1_000));
    await datacentres.refresh();
  }
  await rm(file);
  await datacentres.refresh();
  expect(datacentres.networkOf("203.0.113.7")).toBe("datacentre");
  expect(warnings).toHaveLength(3);
});

test("without lists nobody is told by their network", () => {
  expect(datacentresOf([], log).networkOf("203.0.113.7")).toBeNull();
});

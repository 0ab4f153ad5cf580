import { execFile, execFileSync } from "node:child_process";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createTenant } from "@leadlift/services/lead/test/tenant";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi } from "./test/open-api.ts";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("../../../docs/examples", import.meta.url));

let api: OpenApi;
let url: string;
beforeAll(async () => {
  api = await openApi();
  await api.app.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
});
afterAll(() => api.close());

const examples = [
  ["curl", "sh", "score-a-lead.sh", "curl"],
  ["Python", "python3", "score_a_lead.py", "python3"],
  ["JavaScript", process.execPath, "score-a-lead.mjs", process.execPath],
] as const;

test.each(examples)("the example for %s does what it says", async (name, program, file, needs) => {
  if (!runs(needs)) {
    console.warn(`The example for ${name} was not run: there is no ${needs} here.`);
    return;
  }
  const tenant = await createTenant(api.platform);
  await restoreScorecard(tenant.admin, { version: 0 });
  const key = await keyOf(tenant, "score:read", "leads:write", "events:write", "receipts:read");
  const env = { PATH: process.env.PATH, LEADLIFT_URL: url, LEADLIFT_KEY: key };
  const { stdout, stderr } = await run(program, [file], { cwd: folder, env, timeout: 60_000 });
  expect({ stdout: stdout.split("\n"), stderr }).toEqual({
    stdout: [
      expect.stringMatching(/^state: (scored|unknown)$/),
      "event: recorded",
      "event: duplicate",
      "receipt: equal",
      "refused: unknown_type",
      "",
    ],
    stderr: "",
  });
});

function runs(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

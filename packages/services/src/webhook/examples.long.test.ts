import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { newSecret, signedHeaders } from "./secret.ts";

const examples = fileURLToPath(new URL("../../../../docs/examples/", import.meta.url));
const programs = [
  ["node", "verify-webhook.mjs"],
  ["python3", "verify_webhook.py"],
] as const;

const python = spawnSync("python3", ["--version"]).status === 0;
if (!python) console.warn("The Python example is not run: there is no python3.");

describe.each(programs.filter(([program]) => program === "node" || python))(
  "%s, as in %s,",
  (program, file) => {
    const says = (given: object) => {
      const { stdout, stderr } = spawnSync(program, [`${examples}${file}`], { input: JSON.stringify(given) });
      return `${stdout}${stderr}`.trim();
    };
    const secret = newSecret();
    const message = { id: "01a20b29-3561-70cf-93c7-444262063870", body: '{"name":"रमेश"}', at: new Date() };
    const headers = signedHeaders(message, [newSecret(), secret]);
    const genuine = { secret, headers, body: message.body };

    test("takes a message of ours, also while a secret is exchanged", () => {
      expect(says(genuine)).toBe("genuine");
    });

    test.each([
      ["of another secret", { secret: newSecret() }],
      ["of other bytes", { body: '{"name": "रमेश"}' }],
      ["under another id", { headers: { ...headers, "webhook-id": "1" } }],
      ["that is old", { now: Date.now() / 1000 + 301 }],
      ["from the future", { now: Date.now() / 1000 - 302 }],
      ["without a signature", { headers: { ...headers, "webhook-signature": "" } }],
      [
        "without a time",
        { headers: { "webhook-id": message.id, "webhook-signature": headers["webhook-signature"] } },
      ],
    ])("refuses one %s", (_, other) => {
      expect(says({ ...genuine, ...other })).toBe("not genuine");
    });
  },
);

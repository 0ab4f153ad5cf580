import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { restoreScorecard } from "@leadlift/services/scorecard/put";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";

const example = fileURLToPath(new URL("../../../../docs/examples/check-receipt.mjs", import.meta.url));

let api: OpenApi;
let address: string;
let folder: string;
beforeAll(async () => {
  api = await openApi();
  address = await api.app.listen({ port: 0, host: "127.0.0.1" });
  folder = await mkdtemp(join(tmpdir(), "leadlift-receipt-"));
  await restoreScorecard(api.home.admin, { version: 0 });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

async function checked(receipt: object): Promise<{ code: number; said: string }> {
  const file = join(folder, "receipt.json");
  await writeFile(file, JSON.stringify(receipt));
  return new Promise((resolve) => {
    execFile(process.execPath, [example, address, file], (error, said) => {
      resolve({ code: Number(error?.code ?? 0), said });
    });
  });
}

test("a third party can check a receipt with the public key, and sees what was changed in it", async () => {
  const key = await keyOf(api.home, "score:read", "receipts:read");
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      send(api, "POST /v1/score", { key, payload: { lead: { source: "Referral", budget: 1_000_000 + n } } }),
    ),
  );
  for (const { body } of answers.slice(0, 3)) {
    const { body: receipt } = await send(api, `GET /v1/receipts/${body.receiptId}`, { key });
    expect(await checked(receipt)).toMatchObject({ code: 0, said: expect.stringMatching(/^valid /) });
    const changed = { ...receipt, signed: String(receipt.signed).replace('"rules":1', '"rules":2') };
    expect(changed.signed).not.toBe(receipt.signed);
    expect(await checked(changed)).toMatchObject({ code: 1, said: expect.stringMatching(/^NOT VALID /) });
  }
});

test("an answer by rules is verified by that version of the rules", async () => {
  const key = await keyOf(api.home, "score:read", "receipts:read");
  const told = { lead: { source: "Referral", budget: "85 L" }, reasons: 10 };
  const { body } = await send(api, "POST /v1/score", { key, payload: told });
  expect(body).toMatchObject({ model: { role: "rules", id: null }, probability: null });
  const verified = await send(api, `POST /v1/receipts/${body.receiptId}/verify`, { key });
  expect(verified.body).toMatchObject({ outcome: "equal", signature: "valid", differences: [] });
});

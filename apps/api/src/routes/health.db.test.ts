import { testPlatform } from "@leadlift/services/lead/test/tenant";
import { expect, test } from "vitest";
import { buildServer } from "../build-server.ts";
import { send } from "../test/open-api.ts";

test("a process whose database is gone is live and not ready", async () => {
  const platform = await testPlatform();
  const app = buildServer(platform);
  expect(await send({ app }, "GET /health/ready")).toMatchObject({ status: 200, body: { status: "ready" } });
  await platform.db.close();
  expect(await send({ app }, "GET /health/ready")).toMatchObject({ status: 503 });
  expect(await send({ app }, "GET /health/live")).toMatchObject({ status: 200, body: { status: "live" } });
  await app.close();
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyOf, type OpenApi, openApi, send } from "../test/open-api.ts";
import { serveMetrics } from "./serve-metrics.ts";

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const line = async (start: string) =>
  (await api.app.metrics.text()).split("\n").find((each) => each.startsWith(start));

describe("the figures", () => {
  test("tell requests by their route as it was declared, and by their status", async () => {
    const key = await keyOf(api.home, "listings:write");
    await send(api, "PUT /v1/listings/somebody-s-flat", { key, payload: { project: "Ours" } });
    await send(api, "PUT /v1/listings/somebody-s-flat", { payload: {} });
    await send(api, "GET /nowhere/somebody-s-flat");
    const labels = (route: string, status: string) =>
      `leadlift_request_seconds_count{route="${route}",status="${status}",source="none"}`;
    expect(await line(labels("/v1/listings/:externalId", "2xx"))).toMatch(/ 1$/);
    expect(await line(labels("/v1/listings/:externalId", "4xx"))).toMatch(/ 1$/);
    expect(await line(labels("none", "4xx"))).toMatch(/ 1$/);
    expect(await api.app.metrics.text()).not.toContain("somebody-s-flat");
  });

  test("tell what the score path observes", async () => {
    const { metrics } = api.app;
    metrics.observeRequest({ route: "/v1/score", status: 200, source: "cache", milliseconds: 3 });
    metrics.observeCache("hit");
    metrics.observeShed("/v1/score");
    metrics.observeReceipts(20, 4);
    metrics.watchQueue("score", () => 7);
    metrics.watchModels(() => [{ id: "0194", version: 3, role: "champion" }]);
    expect(await line('leadlift_request_seconds_count{route="/v1/score"')).toMatch(/source="cache"} 1$/);
    expect(await line("leadlift_score_cache_total")).toBe('leadlift_score_cache_total{answer="hit"} 1');
    expect(await line("leadlift_shed_total")).toBe('leadlift_shed_total{route="/v1/score"} 1');
    expect(await line("leadlift_receipt_batch_rows_sum")).toBe("leadlift_receipt_batch_rows_sum 20");
    expect(await line("leadlift_queue_depth")).toBe('leadlift_queue_depth{queue="score"} 7');
    expect(await line("leadlift_model_open")).toBe(
      'leadlift_model_open{model="0194",version="3",role="champion"} 1',
    );
    metrics.watchModels(() => []);
    expect(await line("leadlift_model_open{")).toBeUndefined();
  });

  test("tell how the pools are used", async () => {
    await api.platform.db.withSystem("list organisations", async (sql) => {
      await sql.query("select 1");
      expect(await line('leadlift_pool_connections{pool="system",state="busy"}')).toMatch(/ [1-9]$/);
    });
  });

  test("are served on a port of their own and nowhere else", async () => {
    const { metrics } = api.app;
    const server = await serveMetrics(metrics, { metricsPort: 0 }, api.platform.log);
    const bound = server?.address();
    const port = typeof bound === "object" && bound ? bound.port : 0;
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
      expect(answer.headers.get("content-type")).toContain("text/plain");
      expect(await answer.text()).toContain("# TYPE leadlift_request_seconds histogram");
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
      await expect(serveMetrics(metrics, { metricsPort: port }, api.platform.log)).rejects.toMatchObject({
        code: "EADDRINUSE",
      });
    } finally {
      server?.close();
    }
    expect(await send(api, "GET /metrics")).toMatchObject({ status: 404 });
  });

  test("are left out where nobody asked for a port and the usual one is taken", async () => {
    const serve = () => serveMetrics(api.app.metrics, { metricsPort: null }, api.platform.log);
    // Taken by this one, unless something else on the machine has it.
    const first = await serve();
    expect(await serve()).toBeNull();
    first?.close();
  });
});

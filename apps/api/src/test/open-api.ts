import { createApiKey } from "@leadlift/services/api-key/create";
import type { Scope } from "@leadlift/services/api-key/scopes";
import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import type { FastifyInstance, InjectOptions } from "fastify";
import { buildServer } from "../build-server.ts";

export interface OpenApi {
  app: FastifyInstance;
  platform: TestPlatform;
  home: Tenant;
  other: Tenant;
  close(): Promise<void>;
}

/** The API on the run's database, with two organisations of the suite's own. */
export async function openApi(): Promise<OpenApi> {
  const platform = await testPlatform();
  const app = buildServer(platform);
  await app.ready();
  return {
    app,
    platform,
    home: await createTenant(platform),
    other: await createTenant(platform),
    async close() {
      await app.close();
      await platform.db.close();
    },
  };
}

export async function keyOf(tenant: Tenant, ...scopes: Scope[]): Promise<string> {
  const { key } = await createApiKey(tenant.admin, { kind: "secret", name: "Test", scopes });
  return key;
}

export interface Answer {
  status: number;
  type: string | undefined;
  body: Record<string, unknown>;
}

type Sent = Omit<InjectOptions, "method" | "url"> & { key?: string };

/** `payload` goes as JSON unless it is a string with a content type of its own. */
export async function send(
  { app }: Pick<OpenApi, "app">,
  route: `${"GET" | "POST" | "PUT"} ${string}`,
  { key, headers, ...rest }: Sent = {},
): Promise<Answer> {
  const [method, url] = route.split(" ") as ["GET" | "POST" | "PUT", string];
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const answer = await app.inject({ method, url, headers: { ...authorization, ...headers }, ...rest });
  const type = answer.headers["content-type"];
  return {
    status: answer.statusCode,
    type: typeof type === "string" ? type.split(";")[0] : undefined,
    body: answer.body === "" ? {} : (answer.json() as Record<string, unknown>),
  };
}

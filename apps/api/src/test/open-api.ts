import { readFileSync } from "node:fs";
import { createApiKey } from "@leadlift/services/api-key/create";
import type { Scope } from "@leadlift/services/api-key/scopes";
import {
  createTenant,
  type Tenant,
  type TestPlatform,
  testPlatform,
} from "@leadlift/services/lead/test/tenant";
import type { FastifyInstance, InjectOptions } from "fastify";
import { z } from "zod";
import { buildServer } from "../build-server.ts";
import { documentOf } from "../openapi/document.ts";
import { type Answered, Contract } from "./contract.ts";

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

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Sent = Omit<InjectOptions, "method" | "url"> & { key?: string };

const contracts = new WeakMap<FastifyInstance, Contract>();

/** What the document of this server promises. */
export function contractOf(app: FastifyInstance): Contract {
  const contract = contracts.get(app) ?? new Contract(documentOf(app));
  contracts.set(app, contract);
  return contract;
}

const errors =
  readFileSync(new URL("../../../../docs/api.md", import.meta.url), "utf8").split("## Errors")[1] ?? "";
const documentedCodes = new Set([...errors.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code));

/** How an answer breaks what is written of it; null where it does not. */
export function breachOf(
  app: FastifyInstance,
  method: string,
  url: string,
  answered: Answered,
): string | null {
  const code = z.object({ code: z.string() }).safeParse(answered.body).data?.code;
  if (answered.status >= 400 && code !== undefined && !documentedCodes.has(code)) {
    return `${method} ${url} answered ${code}, which is no code of docs/api.md`;
  }
  return contractOf(app).breachOf(method, url, answered);
}

/**
 * `payload` goes as JSON unless it is a string with a content type of its own. Throws for an answer that is not as
 * documented: so every test of a route is one of its contract.
 */
export async function send(
  { app }: Pick<OpenApi, "app">,
  route: `${Method} ${string}`,
  { key, headers, ...rest }: Sent = {},
): Promise<Answer> {
  const [method, url] = route.split(" ") as [Method, string];
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const answer = await app.inject({ method, url, headers: { ...authorization, ...headers }, ...rest });
  const type = answer.headers["content-type"];
  const answered = {
    status: answer.statusCode,
    type: typeof type === "string" ? type.split(";")[0] : undefined,
    body: answer.body === "" ? {} : (answer.json() as Record<string, unknown>),
  };
  const breach = breachOf(app, method, url, answered);
  if (breach !== null) throw new Error(breach);
  return answered;
}

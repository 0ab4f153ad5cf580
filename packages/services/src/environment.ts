import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { type LogLevel, logLevels } from "./log.ts";

/** Every setting, parsed once by an app's entry and handed on; nothing else reads the process's environment. */
export interface Environment {
  /** Owner's URL of a PostgreSQL; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** A standby that follows it, for reads that may miss the last half second; null: there is none. */
  readonly databaseReplicaUrl: string | null;
  /** Queues live in this Redis or Valkey; null: in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly keyFile: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly apiPort: number;
  readonly publicApiUrl: string;
  /** "host" or "host:port": inner addresses that an organisation's settings may send requests to */
  readonly privateHosts: readonly string[];
  /** Lists of networks that servers stand in; empty: nobody is told by their network. */
  readonly datacentreRanges: readonly string[];
  /** Whose word the API takes for a client's address: how many proxies stand before it, or which; false: nobody's. */
  readonly trustProxy: false | number | readonly string[];
  /** Requests a second that a key may make, where the key does not say otherwise. */
  readonly keyPerSecond: number;
  /** Requests a second of one address without a key that is in force. */
  readonly addressPerSecond: number;
  /** Where Prometheus asks; null: the usual port, on this machine only. */
  readonly metricsPort: number | null;
  /** The server that sends mail, with its sign-in, and whom mail is from; null: links are shown instead of sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Who may make an organisation in the browser: anybody, whoever comes first, or nobody. */
  readonly signUp: (typeof signUpModes)[number];
  readonly logLevel: LogLevel;
  readonly demo: boolean;
  readonly demoLeads: number;
  /** about how many events each of them has on average */
  readonly demoEventsPerLead: number;
}

export class EnvironmentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EnvironmentError";
  }
}

const signUpModes = ["open", "first", "closed"] as const;

const url = (protocols: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address such as ${example}`,
  });
const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a whole number from ${from} to ${to}`,
    })
    .transform(Number);

const settings = z.object({
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgres://owner:password@host:5432/leadlift").optional(),
  DATABASE_REPLICA_URL: url(
    ["postgres:", "postgresql:"],
    "postgres://owner:password@standby:5432/leadlift",
  ).optional(),
  REDIS_URL: url(["redis:", "rediss:"], "redis://host:6379").optional(),
  LEADLIFT_DATA_DIR: z.string().optional(),
  LEADLIFT_KEY_FILE: z.string().optional(),
  PORT: wholeNumber(1, 65535).default(3000),
  PUBLIC_URL: url(["http:", "https:"], "https://leads.example.in").optional(),
  LEADLIFT_API_PORT: wholeNumber(1, 65535).default(4000),
  PUBLIC_API_URL: url(["http:", "https:"], "https://api.leads.example.in").optional(),
  LEADLIFT_PRIVATE_HOSTS: z
    .string()
    .transform((list) =>
      list
        .split(/[\s,]+/)
        .filter(Boolean)
        .map((host) => host.toLowerCase()),
    )
    .refine((hosts) => hosts.every((host) => /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/.test(host)), {
      error: "must name hosts with or without a port, for instance crm.internal:8443",
    })
    .default([]),
  LEADLIFT_DATACENTRE_RANGES: z
    .string()
    .transform((list) =>
      list
        .split(",")
        .map((file) => file.trim())
        .filter(Boolean),
    )
    .default([]),
  LEADLIFT_TRUST_PROXY: z
    .string()
    .refine((text) => /^(?:\d{1,2}|[0-9a-f:./]+(?:\s*,\s*[0-9a-f:./]+)*)$/i.test(text), {
      error: "must be a number of proxies, or their addresses or networks, comma-separated",
    })
    .transform((text) => (/^\d+$/.test(text) ? Number(text) || (false as const) : text.split(/\s*,\s*/)))
    .default(false),
  LEADLIFT_KEY_PER_SECOND: wholeNumber(1, 100_000).default(1_000),
  LEADLIFT_ADDRESS_PER_SECOND: wholeNumber(1, 100_000).default(100),
  LEADLIFT_METRICS_PORT: wholeNumber(1, 65535).optional(),
  LEADLIFT_SMTP_URL: url(["smtp:", "smtps:"], "smtps://user:password@mail.example.in").optional(),
  LEADLIFT_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, {
      error: "must be an address such as LeadLift <leads@example.in>",
    })
    .optional(),
  LEADLIFT_SIGNUP: z
    .enum(signUpModes, { error: `must be one of ${signUpModes.join(", ")}` })
    .default("first"),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
  LEADLIFT_DEMO: z.enum(["true", "false"], { error: "must be true or false" }).default("true"),
  LEADLIFT_DEMO_LEADS: wholeNumber(200, 200_000).default(2000),
  LEADLIFT_DEMO_EVENTS_PER_LEAD: wholeNumber(20, 100).default(40),
});

/** Throws EnvironmentError with one sentence that names each wrong variable. An empty variable counts as absent. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  from: string = process.cwd(),
): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new EnvironmentError(`${wrong.join("; ")}.`);
  }
  const set = parsed.data;
  const root = repositoryRoot(from);
  const dataDir = resolve(root, set.LEADLIFT_DATA_DIR ?? ".data");
  return {
    databaseUrl: set.DATABASE_URL ?? null,
    databaseReplicaUrl: set.DATABASE_REPLICA_URL ?? null,
    redisUrl: set.REDIS_URL ?? null,
    dataDir,
    keyFile: set.LEADLIFT_KEY_FILE ? resolve(root, set.LEADLIFT_KEY_FILE) : join(dataDir, "leadlift.key"),
    port: set.PORT,
    publicUrl: (set.PUBLIC_URL ?? localAddress(set.PORT)).replace(/\/$/, ""),
    apiPort: set.LEADLIFT_API_PORT,
    publicApiUrl: (set.PUBLIC_API_URL ?? localAddress(set.LEADLIFT_API_PORT)).replace(/\/$/, ""),
    privateHosts: set.LEADLIFT_PRIVATE_HOSTS,
    datacentreRanges: set.LEADLIFT_DATACENTRE_RANGES.map((file) => resolve(root, file)),
    trustProxy: set.LEADLIFT_TRUST_PROXY,
    keyPerSecond: set.LEADLIFT_KEY_PER_SECOND,
    addressPerSecond: set.LEADLIFT_ADDRESS_PER_SECOND,
    metricsPort: set.LEADLIFT_METRICS_PORT ?? null,
    mail: set.LEADLIFT_SMTP_URL
      ? { smtpUrl: set.LEADLIFT_SMTP_URL, from: set.LEADLIFT_MAIL_FROM ?? senderAt(set.PUBLIC_URL) }
      : null,
    signUp: set.LEADLIFT_SIGNUP,
    logLevel: set.LOG_LEVEL,
    demo: set.LEADLIFT_DEMO === "true",
    demoLeads: set.LEADLIFT_DEMO_LEADS,
    demoEventsPerLead: set.LEADLIFT_DEMO_EVENTS_PER_LEAD,
  };
}

/** The same with the API on another port; an address of its own that it was given stays. */
export function withApiPort(env: Environment, apiPort: number): Environment {
  const moved = env.publicApiUrl === localAddress(env.apiPort);
  return { ...env, apiPort, publicApiUrl: moved ? localAddress(apiPort) : env.publicApiUrl };
}

function senderAt(publicUrl: string | undefined): string {
  return `LeadLift <leadlift@${publicUrl ? new URL(publicUrl).hostname : "localhost"}>`;
}

function localAddress(port: number): string {
  return `http://localhost:${port}`;
}

/** The nearest folder at or above `from` that holds the workspace; `from` itself in an image without one. */
export function repositoryRoot(from: string = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "pnpm-workspace.yaml"))) return folder;
    if (folder === dirname(folder)) return resolve(from);
  }
}

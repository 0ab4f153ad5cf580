import { z } from "zod";
import { placeholdersIn, subjectNames } from "./template.ts";

const printable = /^[^\p{Cc}\p{Surrogate}]*$/u;
const origin = /^https?:\/\/[^/?#{}\s]+(?=[/?#]|$)/;
const known: readonly string[] = [...subjectNames, "secret"];
const keyed = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,60}$/, "is no key of an attribute: small letters, digits and _");
const path = z.string().min(1).max(200).regex(printable);

const settingsProblem = z.discriminatedUnion("why", [
  z.object({ why: z.enum(["origin", "sameForAll", "attributes"]) }),
  z.object({ why: z.enum(["unknownPlace", "secretOnly"]), name: z.string() }),
]);
/** What is wrong with settings, in the params of a custom issue, for whoever words it anew. */
export type SettingsProblem = z.infer<typeof settingsProblem>;

export function isSettingsProblem(params: unknown): params is SettingsProblem {
  return settingsProblem.safeParse(params).success;
}

/** How a provider is asked over HTTP. {email}, {phone}, {name}, {domain} stand for the lead's, {secret} for the key. */
export const providerSettings = z
  .strictObject({
    method: z.enum(["GET", "POST"]),
    url: z
      .string()
      .max(1_000)
      .regex(printable)
      .refine((text) => origin.test(text) && URL.canParse(text), {
        error:
          "must begin with https:// and a host that is spelled out, for instance https://api.example.com/find?email={email}",
        params: { why: "origin" } satisfies SettingsProblem,
      }),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/), z.string().max(1_000).regex(printable))
      .default({}),
    /** sent as JSON */
    body: z.json().default(null),
    /** attribute key → path in the answer, or several of which the first with a value counts */
    mapping: z.record(
      keyed,
      z.union([path, z.array(path).min(1).max(5)]).transform((paths) => [paths].flat()),
    ),
    /** where the secret, "id:secret", is exchanged for a token first (OAuth 2, client credentials) */
    login: z
      .strictObject({
        url: z.url({ protocol: /^https?$/ }),
        scope: z.string().max(500).regex(printable).optional(),
      })
      .nullable()
      .default(null),
    timeoutMs: z.int().min(100).max(30_000).default(5_000),
    cacheDays: z.int().min(1).max(365).default(90),
  })
  .superRefine((settings, issues) => {
    const add = (field: string, message: string, params?: SettingsProblem) =>
      issues.addIssue({ code: "custom", path: [field], message, ...(params && { params }) });
    const { method, url, headers, body, mapping } = settings;
    for (const [field, template] of Object.entries({ url, headers, body })) {
      for (const name of placeholdersIn(template)) {
        if (!known.includes(name)) {
          add(field, `has {${name}}, which stands for nothing`, { why: "unknownPlace", name });
        } else if (field === "headers" && name !== "secret") {
          add(field, `can hold {secret} only, not {${name}}`, { why: "secretOnly", name });
        }
      }
    }
    if (!subjectNames.some((name) => placeholdersIn([url, body]).has(name))) {
      const message = "asks the same of every lead: it needs {email}, {phone}, {name} or {domain}";
      add("url", message, { why: "sameForAll" });
    }
    if (method === "GET" && body !== null) add("body", "cannot be sent with GET");
    if (Object.keys(mapping).length === 0 || Object.keys(mapping).length > 40) {
      add("mapping", "must name 1 to 40 attributes", { why: "attributes" });
    }
  });

export type ProviderSettings = z.output<typeof providerSettings>;

/** A provider as it is entered. */
export const providerInput = z.strictObject({
  /** left out: a new one */
  id: z.uuid().optional(),
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  settings: providerSettings,
  /** left out: as it was */
  secret: z
    .string()
    .min(1)
    .max(5_000)
    .regex(/^[\x21-\x7e]+$/, "has characters that no key has")
    .optional(),
  /** requests a calendar month */
  monthlyBudget: z.int().min(0).max(1_000_000),
});

/** It has to be asked with a secret. */
export function needsSecret({ url, headers, body, login }: ProviderSettings): boolean {
  return login !== null || placeholdersIn([url, headers, body]).has("secret");
}

/** What it takes to ask one. */
export interface HttpProvider {
  settings: ProviderSettings;
  secret: string | null;
  privateHosts: readonly string[];
}

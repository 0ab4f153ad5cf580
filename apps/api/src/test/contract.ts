import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import { withOwnResponses } from "../openapi/shared-responses.ts";

const media = z.looseObject({ schema: z.unknown().optional() });
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().optional(),
  tags: z.array(z.string()).default([]),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.enum(["path", "query", "header"]),
        schema: z.unknown().optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), media) }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string(), content: z.record(z.string(), media).optional() }),
  ),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

export interface Operation extends z.output<typeof operation> {
  /** as GET */
  method: string;
  /** as /v1/leads/{id} */
  path: string;
}

export interface Answered {
  status: number;
  type: string | undefined;
  body: unknown;
}

/** Of what is sent to it; none where it takes no JSON. */
export function examplesOf({ requestBody }: Operation): unknown[] {
  const media = requestBody?.content["application/json"];
  if (!media) return [];
  if ("example" in media) return [media.example];
  const named = z.record(z.string(), z.object({ value: z.unknown() })).safeParse(media.examples).data ?? {};
  return Object.values(named).map(({ value }) => value);
}

/** What the document promises, and whether an answer keeps it. */
export class Contract {
  readonly document: z.output<typeof documentSchema>;
  readonly operations: readonly Operation[];
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<unknown, ValidateFunction>();

  constructor(written: unknown) {
    this.document = documentSchema.parse(withOwnResponses(written));
    this.operations = Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, of]) => ({ ...of, method: method.toUpperCase(), path })),
    );
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: "document", components: this.document.components });
  }

  operationOf(method: string, url: string): Operation | undefined {
    const parts = url.replace(/\?.*$/s, "").split("/");
    const fits = (path: string) => {
      const wanted = path.split("/");
      return (
        wanted.length === parts.length && wanted.every((part, at) => part === parts[at] || /^\{/.test(part))
      );
    };
    const fitting = this.operations.filter((each) => each.method === method && fits(each.path));
    return fitting.find(({ path }) => !path.includes("{")) ?? fitting[0];
  }

  /** Sentences that say how a value breaks a schema of the document. */
  breaches(schema: unknown, value: unknown): string[] {
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(absolute(schema));
      this.#validators.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
  }

  /** Null where the answer is as documented, or nothing is documented at its address. */
  breachOf(method: string, url: string, { status, type, body }: Answered): string | null {
    const of = this.operationOf(method, url);
    if (!of) return null;
    const promised = of.responses[String(status)] ?? of.responses[`${Math.floor(status / 100)}XX`];
    const said = `${method} ${of.path} answered ${status} ${type ?? ""}`;
    if (!promised) return `${said}, which is not documented`;
    if (!promised.content) return type === undefined ? null : `${said} with a body that is not documented`;
    const content = promised.content[type ?? ""];
    if (!content) return `${said}, documented is ${Object.keys(promised.content).join(", ")}`;
    if (!/json$/.test(type ?? "")) return null;
    const breaches = this.breaches(content.schema, body);
    return breaches.length === 0 ? null : `${said}: ${breaches.join("; ")}`;
  }
}

/** References within the document, as the validator finds them from elsewhere. */
function absolute(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? value.replace(/^#/, "document#") : value,
  );
}

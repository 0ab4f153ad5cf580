import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import { z } from "zod";
import { documentedAs } from "../api.ts";
import { refusalsOf } from "./problem-schema.ts";
import { routeToJson } from "./to-json-schema.ts";

type Transform = NonNullable<FastifyDynamicSwaggerOptions["transform"]>;

/** A route as it stands in the document: its schemas, what its access asks for, and the refusals of its kind. */
export const describeRoute: Transform = (route) => {
  const { schema, url } = route;
  if (!schema || schema.hide) return { schema: { hide: true }, url };
  const { body, params, querystring } = schema;
  const known = body instanceof z.ZodType ? { ...schema, body: documentedAs(body) ?? body } : schema;
  const described = routeToJson({ ...route, schema: known });
  const { access, write } = route.route.config ?? {};
  const keyed = access !== "anyone";
  const method = [route.route.method].flat()[0] ?? "GET";
  const refusals = refusalsOf({ keyed, input: Boolean(body ?? params ?? querystring), body: Boolean(body) });
  return {
    url,
    schema: {
      operationId: operationIdOf(method, url),
      ...described.schema,
      ...(keyed && { security: [{ key: [access ?? ""] }], "x-scope": access }),
      ...(write && { headers: idempotencyKey }),
      ...(known.body instanceof z.ZodType && { body: withExamples(known.body, described.schema.body) }),
      response: Object.assign(refusals, said(described.schema.response)),
    },
  };
};

/** Zod leaves out the examples of what it changes as it comes in; these are of what is sent. */
function withExamples(body: z.ZodType, written: unknown): unknown {
  const examples = z.globalRegistry.get(body)?.examples;
  return examples ? { ...z.looseObject({}).parse(written), examples } : written;
}

/** Without a description of its own, an answer says that it is one. */
function said(responses: unknown): Record<string, unknown> {
  const given = Object.entries(z.record(z.string(), z.looseObject({})).parse(responses ?? {}));
  return Object.fromEntries(given.map(([status, schema]) => [status, { description: "Done.", ...schema }]));
}

const idempotencyKey = {
  type: "object",
  properties: {
    "idempotency-key": {
      type: "string",
      minLength: 1,
      maxLength: 150,
      description:
        "Yours, for this request and no other: sent again within 24 hours, it is answered as it was the first time.",
    },
  },
};

/** "PUT /v1/leads/:externalId" is putLeadsByExternalId. */
function operationIdOf(method: string, url: string): string {
  const words = url
    .replace(/^\/v1/, "")
    .split(/[/\-.]/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith(":") ? `By${capital(part.slice(1))}` : capital(part)));
  return method.toLowerCase() + words.join("");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

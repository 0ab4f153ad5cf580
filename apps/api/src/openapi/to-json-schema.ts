import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { documentedAs } from "../api.ts";

const zodToJsonConfig: NonNullable<Parameters<typeof createJsonSchemaTransform>[0]["zodToJsonConfig"]> = {
  override({ zodSchema, jsonSchema }) {
    const written = documentedAs(zodSchema);
    if (written) {
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      const { $schema: _, ...inner } = z.toJSONSchema(written, {
        io: "input",
        unrepresentable: "any",
        ...zodToJsonConfig,
      });
      Object.assign(jsonSchema, inner);
    }
    // What is a date here is a text in JSON, both ways.
    if (zodSchema instanceof z.ZodDate) Object.assign(jsonSchema, { type: "string", format: "date-time" });
  },
};

export const routeToJson = createJsonSchemaTransform({ zodToJsonConfig });
export const componentsToJson = createJsonSchemaTransformObject({ zodToJsonConfig });

/** For `JSON.parse`: says once what zod says twice. */
export function terse(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("format" in value && "pattern" in value && typeof value.format === "string") {
    // A time or an id says so by its format; as a pattern it is half a page.
    const { pattern: _pattern, ...rest } = value;
    return rest;
  }
  if ("anyOf" in value && Array.isArray(value.anyOf)) {
    const { anyOf, ...rest } = value;
    const different = new Map(anyOf.map((each) => [JSON.stringify(each), each]));
    return different.size === 1 ? { ...anyOf[0], ...rest } : { ...rest, anyOf: [...different.values()] };
  }
  return value;
}

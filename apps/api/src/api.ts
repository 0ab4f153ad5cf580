import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";

/** What routes are declared on: a route's zod schemas validate what comes, type its handler and document both ways. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Makes routes of this server validate with zod. Answers go out as they are: a test holds them to their schemas. */
export function validateWithZod(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data: unknown) => {
    const { data: value, error } = schema.safeParse(data);
    return error ? { error } : { value };
  });
  app.setSerializerCompiler(() => JSON.stringify);
}

const documented = new WeakMap<z.ZodType, z.ZodType>();

/** Lets everything pass and is documented as this: for what a verb judges piece by piece, each with an answer of its own. */
export function judgedLater(schema: z.ZodType): z.ZodUnknown {
  const anything = z.unknown();
  documented.set(anything, schema);
  return anything;
}

/** The schema that stands in the documentation. */
export function documentedAs(schema: z.ZodType): z.ZodType {
  return documented.get(schema) ?? schema;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { ReadBodies } from "./load/read-bodies.ts";

/** What routes are declared on: a route's zod schemas validate what comes, type its handler and document both ways. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * Makes routes of this server validate with zod; a body that is shared is judged once by each route. Answers go out as
 * they are: a test holds them to their schemas.
 */
export function validateWithZod(app: FastifyInstance, bodies: ReadBodies): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => {
    const judged = new WeakMap<object, { value: unknown }>();
    return (data: unknown) => {
      const known = bodies.isShared(data) ? judged.get(data) : undefined;
      if (known) return known;
      const { data: value, error } = schema.safeParse(data);
      if (error) return { error };
      if (bodies.isShared(data)) judged.set(data, { value });
      return { value };
    };
  });
  app.setSerializerCompiler(() => JSON.stringify);
}

const documented = new WeakMap<object, z.ZodType>();

/** Lets everything pass and is documented as this: for what a verb judges piece by piece, each with an answer of its own. */
export function judgedLater(schema: z.ZodType): z.ZodUnknown {
  const anything = z.unknown();
  documented.set(anything, schema);
  return anything;
}

/** For a schema that reads more than it says: it stands in the documentation as the other, wherever it is used. */
export function documentAs(schema: z.ZodType, written: z.ZodType): void {
  documented.set(schema, written);
}

/** What stands in the documentation in place of this. */
export function documentedAs(schema: object): z.ZodType | undefined {
  return documented.get(schema);
}

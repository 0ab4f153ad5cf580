import { createHash } from "node:crypto";
import swagger, { type FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { about, securitySchemes, tags } from "./about.ts";
import { describeRoute } from "./describe-route.ts";
import { refusalHeaders, refusals } from "./problem-schema.ts";
import { withSharedResponses } from "./shared-responses.ts";
import { componentsToJson, terse } from "./to-json-schema.ts";
import { type OpenApiDocument, withoutUnused } from "./without-unused.ts";

/** Collects what the routes declare after it; to be called before them. */
export function collectRoutes(app: FastifyInstance, publicUrl: string): void {
  const options: FastifyDynamicSwaggerOptions = {
    convertConstToEnum: false,
    openapi: {
      openapi: "3.1.0",
      info: about,
      servers: [{ url: publicUrl }],
      tags: [...tags],
      components: { securitySchemes },
    },
    transform: describeRoute,
    transformObject: componentsToJson,
  };
  app.register(swagger, options);
}

/** Of a server that is ready. */
export function documentOf(app: FastifyInstance): OpenApiDocument {
  const written: unknown = JSON.parse(JSON.stringify(app.swagger()), terse);
  return withoutUnused(withSharedResponses(written, refusals, refusalHeaders));
}

export interface Written {
  text: string;
  /** changes with the text */
  tag: string;
}

/** What is written at the first call, once for the life of the process. */
export function once(write: () => string): () => Written {
  let written: Written | undefined;
  return () => {
    if (!written) {
      const text = write();
      written = { text, tag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 16)}"` };
    }
    return written;
  };
}

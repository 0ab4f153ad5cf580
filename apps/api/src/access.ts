import type { Scope } from "@leadlift/services/api-key/scopes";

/** Who may call a route: holders of a key with this scope, or anyone. */
export type Access = Scope | "anyone";

export interface RouteRow {
  method: string;
  path: string;
  access: Access;
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** it changes something, so an Idempotency-Key may go with it */
    write?: boolean;
  }
  interface FastifyInstance {
    /** Every route there is, as it was declared. */
    routeTable: RouteRow[];
  }
}

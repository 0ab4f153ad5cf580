import type { OpenDesk } from "@leadlift/services/answer/open-desk";
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
    /** it changes something, at least where it is sent such a body, so an Idempotency-Key may go with it */
    write?: boolean | ((body: unknown) => boolean);
    /** turned away at once where it would have to wait too long */
    sheds?: boolean;
  }
  interface FastifyInstance {
    /** Every route there is, as it was declared. */
    routeTable: RouteRow[];
    /** Where scores are asked for. */
    scoreDesk: OpenDesk;
  }
}

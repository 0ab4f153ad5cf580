import type { Context } from "@leadlift/services/context";
import { ServiceError } from "@leadlift/services/errors";
import { can, type Permission } from "@leadlift/services/permissions";
import { say } from "@leadlift/services/sentences/said";
import { initTRPC, TRPCError } from "@trpc/server";
import { wire } from "../trpc/wire.ts";
import { toTrpcError } from "./errors.ts";
import type { RequestContext } from "./request-context.ts";

/** The permission a procedure needs. A procedure without one is refused. */
export interface ProcedureMeta {
  can?: Permission;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: wire,
    isServer: true,
    // Proxies close what is silent for a minute, and a reader that hears nothing for longer asks anew.
    sse: { ping: { enabled: true, intervalMs: 20_000 }, client: { reconnectAfterInactivityMs: 50_000 } },
    errorFormatter: ({ shape }) => ({
      ...shape,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path ?? null },
    }),
  });

/** The one place where errors turn into answers. */
const mapped = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  throw toTrpcError(result.error, ctx.language, (cause) => ctx.report(path, cause));
});

const permitted = t.middleware(async ({ ctx, meta, path, next }) => {
  const permission = meta?.can;
  if (!permission) throw new Error(`The procedure ${path} declares no permission.`);
  if (!ctx.session) {
    const message = say("Sign in to go on.", undefined, ctx.language);
    throw new TRPCError({ code: "UNAUTHORIZED", message });
  }
  const { role } = ctx.session;
  if (!can(role, permission)) {
    throw new ServiceError("FORBIDDEN", "Your role, {role}, does not allow this.", { role });
  }
  const verb: Context = await ctx.contextOf(ctx.session);
  return next({ ctx: { verb } });
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
/** Every procedure starts here; `ctx.verb` is the context that service verbs run in. */
export const procedure = t.procedure.use(mapped).use(permitted);

import { randomUUID } from "node:crypto";
import type { Context, Session } from "@leadlift/services/context";
import { type Change, openFeed } from "@leadlift/services/live/feed";
import { TRPCError, type TrackedEnvelope, tracked } from "@trpc/server";
import { toTrpcError } from "./errors.ts";
import type { RequestContext } from "./request-context.ts";

const minuteMs = 60_000;

/** `ready`: from now on every change is told of; what was read long before may be read again. */
export type LiveChange = Change | { kind: "ready"; leadIds: string[] };

interface Stream {
  path: string;
  /** of the connection that was lost; null: there was none */
  lastEventId: string | null;
  signal: AbortSignal | undefined;
  /** how often it is asked whether the reader is still signed in */
  recheckMs?: number;
}

/** Ids of what changes, until the reader leaves or is not signed in any more. */
export async function* liveChanges(
  ctx: Pick<RequestContext, "session" | "sessionNow" | "report"> & { verb: Context },
  { path, lastEventId, signal, recheckMs = minuteMs }: Stream,
): AsyncGenerator<TrackedEnvelope<LiveChange>, void, undefined> {
  const { session, verb } = ctx;
  if (!session) return;
  const over = new AbortController();
  const ended = AbortSignal.any(signal ? [signal, over.signal] : [over.signal]);
  const check = setInterval(() => {
    void isStill(session, ctx.sessionNow).then((still) => still || over.abort());
  }, recheckMs);
  try {
    const changes = await openFeed(verb).subscribe(session, ended);
    // Whoever was away does not know what was missed.
    yield tracked(randomUUID(), { kind: lastEventId === null ? "ready" : "resync", leadIds: [] });
    for await (const change of changes) {
      const doubtful = change.kind === "access" || change.kind === "resync";
      if (doubtful && !(await isStill(session, ctx.sessionNow))) break;
      if (change.kind !== "access") yield tracked(randomUUID(), change);
    }
  } catch (cause) {
    const code = "INTERNAL_SERVER_ERROR";
    throw toTrpcError(new TRPCError({ code, cause }), ctx.verb.language, (fault) => ctx.report(path, fault));
  } finally {
    clearInterval(check);
    over.abort();
  }
  if (!signal?.aborted) throw new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to go on." });
}

/** A database that does not answer ends nobody's session. */
async function isStill(session: Session, now: () => Promise<Session | null>): Promise<boolean> {
  try {
    const found = await now();
    return found?.userId === session.userId && found.orgId === session.orgId && found.role === session.role;
  } catch {
    return true;
  }
}

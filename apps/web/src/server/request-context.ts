import { type Context, type Session, userContext } from "@leadlift/services/context";
import type { Platform } from "@leadlift/services/platform";

/** What a request brings to its procedures. */
export interface RequestContext {
  /** null: nobody is signed in */
  session: Session | null;
  /** in which whoever asks is answered */
  language: Context["language"];
  /** Whose session it is now: what lasts long asks again. */
  sessionNow(): Promise<Session | null>;
  /** Opens the context that service verbs run in. */
  contextOf(session: Session): Promise<Context>;
  /** Notes a fault of ours, which the caller is not told of. */
  report(procedure: string, cause: unknown): void;
}

export function requestContextOf(
  platform: Platform,
  session: Session | null,
  sessionNow: RequestContext["sessionNow"] = () => Promise.resolve(session),
  language: Context["language"] = "en",
): RequestContext {
  return {
    session,
    language,
    sessionNow,
    contextOf: (of) => userContext(platform, of, language),
    report: (procedure, error) => platform.log.error("A procedure failed", { procedure, error }),
  };
}

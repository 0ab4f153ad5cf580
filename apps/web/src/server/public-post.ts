import type { Platform } from "@leadlift/services/platform";
import { say } from "@leadlift/services/sentences/said";
import { requestLanguage } from "../i18n/request-locale.ts";
import { toResponse } from "./errors.ts";
import { platform } from "./platform.ts";
import { isSameOrigin } from "./same-origin.ts";

interface Entered {
  /** to sign in with */
  email?: string;
  /** of a session that takes the place of the one before */
  cookies?: readonly string[];
}

/** A route that is open to whoever is not signed in: JSON from our own pages in, the address to sign in with out. */
export function publicPost<Input>(
  verb: (platform: Platform, input: Input, headers: Headers) => Promise<Entered>,
  failed: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const opened = await platform();
    const language = await requestLanguage();
    try {
      if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
        const message = say("This may only be asked from LeadLift's own pages.", undefined, language);
        return Response.json({ message }, { status: 403 });
      }
      if (!request.headers.get("content-type")?.startsWith("application/json")) {
        return Response.json({ message: "Send JSON." }, { status: 415 });
      }
      const { email, cookies = [] } = await verb(opened, await request.json(), request.headers);
      const headers = new Headers({ "cache-control": "no-store" });
      for (const cookie of cookies) headers.append("set-cookie", cookie);
      return Response.json({ email }, { headers });
    } catch (error) {
      return toResponse(error, language, (cause) => opened.log.error(failed, { error: cause }));
    }
  };
}

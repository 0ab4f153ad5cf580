import type { Platform } from "@leadlift/services/platform";
import { say } from "@leadlift/services/sentences/said";
import { requestLanguage } from "../i18n/request-locale.ts";
import { toResponse } from "./errors.ts";
import { platform } from "./platform.ts";
import { isSameOrigin } from "./same-origin.ts";

/** A route for whoever is not signed in yet: JSON from our own pages in, the address to sign in with out. */
export function publicPost<Input>(
  verb: (platform: Platform, input: Input) => Promise<{ email: string }>,
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
      const { email } = await verb(opened, await request.json());
      return Response.json({ email }, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return toResponse(error, language, (cause) => opened.log.error(failed, { error: cause }));
    }
  };
}

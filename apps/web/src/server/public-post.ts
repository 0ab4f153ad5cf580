import type { Platform } from "@leadlift/services/platform";
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
    try {
      if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
        return Response.json(
          { message: "This may only be asked from LeadLift's own pages." },
          { status: 403 },
        );
      }
      if (!request.headers.get("content-type")?.startsWith("application/json")) {
        return Response.json({ message: "Send JSON." }, { status: 415 });
      }
      const { email } = await verb(opened, await request.json());
      return Response.json({ email }, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return toResponse(error, (cause) => opened.log.error(failed, { error: cause }));
    }
  };
}

import { signUp } from "@leadlift/services/organisation/sign-up";
import { toResponse } from "../../../server/errors.ts";
import { platform } from "../../../server/platform.ts";
import { isSameOrigin } from "../../../server/same-origin.ts";

/** Makes an organisation with its first admin; whoever asks is not signed in yet. */
export async function POST(request: Request): Promise<Response> {
  const opened = await platform();
  try {
    if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
      return Response.json({ message: "This may only be asked from LeadLift's own pages." }, { status: 403 });
    }
    if (!request.headers.get("content-type")?.startsWith("application/json")) {
      return Response.json({ message: "Send JSON." }, { status: 415 });
    }
    const { email } = await signUp(opened, await request.json());
    return Response.json({ email }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return toResponse(error, (cause) => opened.log.error("Signing up failed", { error: cause }));
  }
}

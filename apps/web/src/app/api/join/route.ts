import { acceptInvitation } from "@leadlift/services/invitation/accept";
import { toResponse } from "../../../server/errors.ts";
import { platform } from "../../../server/platform.ts";
import { isSameOrigin } from "../../../server/same-origin.ts";

/** Takes up an invitation; whoever asks is not signed in yet. */
export async function POST(request: Request): Promise<Response> {
  const opened = await platform();
  try {
    if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
      return Response.json({ message: "This may only be asked from LeadLift's own pages." }, { status: 403 });
    }
    if (!request.headers.get("content-type")?.startsWith("application/json")) {
      return Response.json({ message: "Send JSON." }, { status: 415 });
    }
    const { email } = await acceptInvitation(opened, await request.json());
    return Response.json({ email }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return toResponse(error, (cause) => opened.log.error("Joining failed", { error: cause }));
  }
}

import { sessionOf } from "@leadlift/services/auth/session";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { platform } from "../../../../server/platform.ts";
import { requestContextOf } from "../../../../server/request-context.ts";
import { appRouter } from "../../../../server/root.ts";
import { isSameOrigin } from "../../../../server/same-origin.ts";

async function handle(request: Request): Promise<Response> {
  const opened = await platform();
  if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
    return Response.json({ message: "This may only be asked from LeadLift's own pages." }, { status: 403 });
  }
  // A form on another site can send text, but never this type.
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    return Response.json({ message: "Send JSON." }, { status: 415 });
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    allowMethodOverride: true,
    createContext: async () => requestContextOf(opened, await sessionOf(opened, request.headers)),
  });
}

export { handle as POST };

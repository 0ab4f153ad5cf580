import { sessionOf } from "@leadlift/services/auth/session";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { requestLanguage } from "../../../../i18n/request-locale.ts";
import { platform } from "../../../../server/platform.ts";
import { requestContextOf } from "../../../../server/request-context.ts";
import { appRouter } from "../../../../server/root.ts";
import { isSameOrigin } from "../../../../server/same-origin.ts";

async function handle(request: Request): Promise<Response> {
  const opened = await platform();
  if (!isSameOrigin(request.headers, opened.env.publicUrl)) {
    return Response.json({ message: "This may only be asked from LeadLift's own pages." }, { status: 403 });
  }
  const refusal = request.method === "GET" ? refuseGet(request) : refuseForm(request);
  if (refusal) return refusal;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    allowMethodOverride: true,
    createContext: async () => {
      const sessionNow = () => sessionOf(opened, request.headers);
      return requestContextOf(opened, await sessionNow(), sessionNow, await requestLanguage());
    },
  });
}

/** Addresses are logged, so only what browsers cannot ask otherwise is asked by them: streams of events. */
function refuseGet(request: Request): Response | null {
  if (request.headers.get("accept")?.includes("text/event-stream")) return null;
  return Response.json({ message: "Ask with POST." }, { status: 405, headers: { allow: "POST" } });
}

/** A form on another site can send text, but never this type. */
function refuseForm(request: Request): Response | null {
  if (request.headers.get("content-type")?.startsWith("application/json")) return null;
  return Response.json({ message: "Send JSON." }, { status: 415 });
}

export { handle as GET, handle as POST };

import { sessionOf } from "@leadlift/services/auth/session";
import { type Context, type Session, userContext } from "@leadlift/services/context";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { requestLanguage } from "../i18n/request-locale.ts";
import { platform } from "../server/platform.ts";
import { type RequestContext, requestContextOf } from "../server/request-context.ts";
import { type AppRouter, appRouter } from "../server/root.ts";
import { makeQueryClient } from "./query-client.ts";

/** One per request: its session is looked up once. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const opened = await platform();
  const session = await sessionOf(opened, await headers());
  return requestContextOf(opened, session, undefined, await requestLanguage());
});

export const serverQueryClient = cache(makeQueryClient);

export const serverTrpc: TRPCOptionsProxy<AppRouter> = createTRPCOptionsProxy<AppRouter>({
  ctx: requestContext,
  router: appRouter,
  queryClient: serverQueryClient,
});

/** Whoever is not signed in goes to the sign-in page and comes back. */
export async function requireSession(): Promise<Session> {
  const { session } = await requestContext();
  if (session) return session;
  const path = (await headers()).get("x-leadlift-path") ?? "/today";
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Settings of the signed-in person's organisation, read once per request. */
export const requireContext = cache(async (): Promise<Context> => {
  const session = await requireSession();
  return userContext(await platform(), session);
});

import { QueryCache, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { type Locale, readLocale } from "../i18n/locales.ts";

const inBrowser = typeof window !== "undefined";

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        // What the server rendered is not asked for again at once.
        staleTime: 30_000,
        retry: (failures, error) => inBrowser && failures < 2 && !isAnswered(error),
      },
    },
  });
}

/** The server understood and refused: asking again changes nothing. */
function isAnswered(error: unknown): boolean {
  const status = codeOf(error)?.httpStatus;
  return typeof status === "number" && status < 500;
}

function codeOf(error: unknown): { code?: unknown; httpStatus?: unknown } | null {
  return error instanceof TRPCClientError && error.data ? error.data : null;
}

function leaveWhenSignedOut(error: unknown): void {
  if (!inBrowser || codeOf(error)?.code !== "UNAUTHORIZED") return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

const offline: Readonly<Record<Locale, string>> = {
  "en-IN": "There is no connection to the server. Try again in a moment.",
  "hi-IN": "सर्वर से कनेक्शन नहीं है। थोड़ी देर में फिर कोशिश करें।",
};

/** The sentence of an error that came over tRPC, or one about the connection. */
export function sentenceOf(error: unknown): string {
  if (error instanceof TRPCClientError && error.data) return error.message;
  return offline[readLocale(inBrowser ? document.documentElement.lang : undefined, null)];
}

import { type NextRequest, NextResponse } from "next/server";

// biome-ignore lint/style/noProcessEnv: not a setting; the build puts a constant here.
const development = process.env.NODE_ENV === "development";

/** Scripts run only with this request's nonce. Styles may be inline: bars and charts carry their sizes as attributes. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // Otherwise the rule for scripts would count, which trusts nonces alone.
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(Buffer.from(crypto.randomUUID()).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // Pages cannot see their own address on the server; the sign-in page leads back to it.
  headers.set("x-leadlift-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// API routes stay out: the proxy would hold an upload's body in memory. So do files that are served as they are.
export const config = {
  matcher: [
    {
      source:
        "/((?!api/|_next/static|_next/image|favicon.ico|icon.svg|icons/|sw.js|offline.html|offline.js|manifest.webmanifest).*)",
    },
  ],
};

import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { everywhere } from "./src/serving/headers.mjs";

// Kept by the service worker with these words, so without a nonce.
const offline = [
  {
    key: "Content-Security-Policy",
    value:
      "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The workspace's packages export TypeScript sources.
  transpilePackages: ["@leadlift/services", "@leadlift/db", "@leadlift/scoring", "@leadlift/simulator"],
  // Node's own resolution loads these: native parts, worker files, or wasm beside the code.
  serverExternalPackages: [
    "pg",
    "pino",
    "better-auth",
    "kysely",
    "rate-limiter-flexible",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  turbopack: { root: path.join(import.meta.dirname, "../..") },
  images: { unoptimized: true },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/offline.html", headers: offline },
    { source: "/sw.js", headers: [...offline, { key: "Cache-Control", value: "no-cache" }] },
  ],
};

// Compiled when built: pages carry no parser of messages.
const withWords = createNextIntlPlugin({
  experimental: {
    messages: {
      path: ["./messages/en", "./messages/hi"],
      format: "json",
      locales: "infer",
      precompile: true,
    },
  },
});

export default withWords(config);

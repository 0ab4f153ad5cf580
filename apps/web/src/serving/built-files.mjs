import { existsSync } from "node:fs";
import { join } from "node:path";
import sirv from "sirv";
import { everywhere } from "./headers.mjs";

const prefix = "/_next/static/";
const yearSeconds = 365 * 24 * 3600;

/**
 * Answers for the scripts and styles of the build as they were compressed after it: Brotli at its best is a seventh
 * smaller than what Next compresses for each request. Null where the build was not compressed.
 * @param {string} folder of the app
 */
export function builtFiles(folder) {
  const files = join(folder, ".next/static");
  if (!existsSync(join(files, "compressed"))) return null;
  const serve = sirv(files, {
    brotli: true,
    gzip: true,
    immutable: true,
    maxAge: yearSeconds,
    setHeaders(response) {
      for (const { key, value } of everywhere) response.setHeader(key, value);
    },
  });
  /** @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => boolean} */
  return (request, response) => {
    const { url = "", method } = request;
    if (!url.startsWith(prefix) || (method !== "GET" && method !== "HEAD")) return false;
    request.url = `/${url.slice(prefix.length)}`;
    serve(request, response, () => response.writeHead(404).end());
    return true;
  };
}

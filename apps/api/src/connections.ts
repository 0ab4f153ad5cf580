import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { bodyOf, Problem } from "./problem.ts";

const checksEveryMs = 1_000;

/** Who sends a request slower than this is cut off, headers and body alike. */
export function connectionOptions(patienceMs: number) {
  return {
    requestTimeout: patienceMs,
    http: {
      requestTimeout: patienceMs,
      headersTimeout: patienceMs,
      connectionsCheckingInterval: Math.min(checksEveryMs, patienceMs / 4),
    },
    clientErrorHandler: answerUnread,
  };
}

const codes: Readonly<Record<string, readonly [number, string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "too_slow", "The request did not come in time."],
  HPE_HEADER_OVERFLOW: [431, "headers_too_large", "The headers are larger than this accepts."],
};

/** A request that never became one has no reply to answer with. */
function answerUnread(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new Problem(
    ...(codes[error.code ?? ""] ?? ([400, "bad_request", "This is not HTTP."] as const)),
  );
  const body = JSON.stringify(bodyOf(problem, randomUUID()));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      "content-type: application/problem+json; charset=utf-8",
      `content-length: ${Buffer.byteLength(body)}`,
      "connection: close",
      "",
      body,
    ].join("\r\n"),
    () => socket.destroy(),
  );
}

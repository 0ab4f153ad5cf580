import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A server on this machine that stands in for somebody else's, and keeps what it was asked. */
export interface StandIn {
  /** "localhost:port" */
  host: string;
  received: Received[];
  close(): Promise<void>;
}

/** At any port, or at one where another was before. */
export async function standIn(
  answer: (asked: Received, response: ServerResponse) => void,
  port = 0,
): Promise<StandIn> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { method = "", url = "", headers } = request;
    const asked = { method, url, headers, body };
    received.push(asked);
    answer(asked, response);
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  const address = server.address();
  return {
    host: `localhost:${typeof address === "object" && address ? address.port : 0}`,
    received,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

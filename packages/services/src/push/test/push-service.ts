import { createServer, type IncomingHttpHeaders } from "node:http";
import { newId } from "@leadlift/db/id";
import { createBrowser, type TestBrowser } from "./browser.ts";

export interface Pushed {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A push service that browsers of a test are subscribed to, over HTTP; `answer` gives the status of a path. */
export interface PushService {
  /** host:port, for the list of allowed inner hosts */
  host: string;
  received: Pushed[];
  /** A browser's subscription here, and the browser. */
  subscribe(): {
    browser: TestBrowser;
    subscription: { endpoint: string; keys: TestBrowser["keys"] };
    path: string;
  };
  answer(status: (path: string) => number): void;
  close(): Promise<void>;
}

export async function startPushService(): Promise<PushService> {
  const received: Pushed[] = [];
  let statusOf: (path: string) => number = () => 201;
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? "";
    received.push({ path, headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(statusOf(path)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  const host = `localhost:${typeof address === "object" && address ? address.port : 0}`;
  return {
    host,
    received,
    subscribe() {
      const browser = createBrowser();
      const path = `/send/${newId()}`;
      return { browser, path, subscription: { endpoint: `http://${host}${path}`, keys: browser.keys } };
    },
    answer(status) {
      statusOf = status;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

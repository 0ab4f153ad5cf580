import { createServer } from "node:http";

interface Asked {
  url: string;
  authorization: string | undefined;
}

/** A provider of enrichment on this machine. */
export interface StandInProvider {
  /** "http://localhost:port" */
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** Answers every question with `answer`, and those below /hang never. */
export async function standInProvider(answer: unknown): Promise<StandInProvider> {
  const asked: Asked[] = [];
  const server = createServer(({ url = "", headers }, response) => {
    asked.push({ url, authorization: headers.authorization });
    if (url.startsWith("/hang")) return;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === "object" && address ? address.port : 0}`,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

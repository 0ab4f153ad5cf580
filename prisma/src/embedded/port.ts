import { createServer } from "node:net";
import { EmbeddedError } from "./error.ts";

/** The port asked for, else the last one if it is free, else any; throws EmbeddedError. */
export async function choosePort(asked: number | undefined, last: number | null): Promise<number> {
  if (asked !== undefined) {
    if (await portIsFree(asked)) return asked;
    throw new EmbeddedError(`Port ${asked} is taken by another program: stop it, or choose another port.`);
  }
  return last !== null && (await portIsFree(last)) ? last : freePort();
}

async function portIsFree(port: number): Promise<boolean> {
  return (await bind(port)) !== undefined;
}

async function freePort(): Promise<number> {
  const port = await bind(0);
  if (port === undefined) throw new EmbeddedError("This machine has no free port for PostgreSQL.");
  return port;
}

function bind(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(address instanceof Object ? address.port : undefined));
    });
  });
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readEnvironment } from "../environment.ts";
import { listenHost } from "./listen-host.ts";
import { freeApiPort, preflight } from "./preflight.ts";

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "leadlift-preflight-"));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const environment = (variables: Record<string, string>) =>
  readEnvironment({ LEADLIFT_DATA_DIR: folder(), ...variables }, import.meta.dirname);

const portOf = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    }),
  );

test("a port that is taken is named, with one to take instead", async () => {
  const server = createServer();
  const port = await portOf(server);
  await expect(preflight(environment({ PORT: String(port) }))).rejects.toThrow(
    `Port ${port} is taken: stop what uses it, or choose another, for instance PORT=${port + 1} npm start.`,
  );
  await new Promise((resolve) => server.close(resolve));
});

test("a data folder that cannot be made is named", async () => {
  const file = join(folder(), "file");
  writeFileSync(file, "");
  await expect(preflight(environment({ LEADLIFT_DATA_DIR: file }))).rejects.toThrow(
    `The data folder ${file} cannot be written`,
  );
});

test("an old Node is told which to take", async () => {
  await expect(preflight(environment({}), "20.18.3")).rejects.toThrow("Node 20.19 or newer");
});

test("what is served is for this machine only until it is given a public name", () => {
  expect(listenHost(environment({}).publicUrl)).toBe("127.0.0.1");
  expect(listenHost(environment({ PUBLIC_URL: "https://leads.example.in" }).publicUrl)).toBe("0.0.0.0");
});

test("the API takes its port, and the next free one when that is taken or the dashboard's", async () => {
  const server = createServer();
  const port = await portOf(server);
  const next = await freeApiPort(environment({ LEADLIFT_API_PORT: String(port) }));
  expect(next).toBeGreaterThan(port);
  await new Promise((resolve) => server.close(resolve));
  expect(await freeApiPort(environment({ LEADLIFT_API_PORT: String(port) }))).toBe(port);
  const sharing = environment({ PORT: String(port), LEADLIFT_API_PORT: String(port) });
  expect(await freeApiPort(sharing)).toBeGreaterThan(port);
});

test("a Redis that does not answer is said before anything starts", async () => {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  const env = environment({ PORT: String(port), REDIS_URL: `redis://127.0.0.1:${port}` });
  await expect(preflight(env)).rejects.toThrow("The Redis of REDIS_URL does not answer");
});

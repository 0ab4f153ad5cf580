import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ask, NoAnswer, type Question } from "./ask.ts";
import { type StandIn, standIn } from "./test/stand-in.ts";

let canary: StandIn;
beforeAll(async () => {
  canary = await standIn(({ url }, response) => {
    if (url === "/hang") return;
    if (url === "/elsewhere") response.writeHead(302, { location: "/secret" }).end();
    else if (url === "/later") response.writeHead(503, { "retry-after": "120" }).end();
    else if (url === "/long") response.end("x".repeat(2_000_000));
    else if (url === "/half")
      response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
    else response.end("hello");
  });
});
afterAll(() => canary.close());
afterEach(() => {
  canary.received.length = 0;
});

const portOf = ({ host }: StandIn) => host.slice(host.indexOf(":") + 1);

function question(url: string, given: Partial<Question> = {}): Question {
  const signal = new AbortController().signal;
  return {
    method: "GET",
    url,
    headers: {},
    body: null,
    timeoutMs: 5_000,
    signal,
    privateHosts: [],
    ...given,
  };
}
const inner = (path: string, given: Partial<Question> = {}) =>
  question(`http://${canary.host}${path}`, { privateHosts: [canary.host], ...given });

async function failureOf(asked: Question): Promise<Pick<NoAnswer, "code" | "sent">> {
  const error = await ask(asked).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NoAnswer)) throw new Error("It was answered.", { cause: error });
  return { code: error.code, sent: error.sent };
}

const refused = { code: "refused_address", sent: false };

test.each([
  ...[
    "http://localhost:PORT/",
    "https://localhost:PORT/",
    "http://127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
  ],
  ...[
    "http://example.com/",
    "https://example.com:8443/",
    "https://user:word@example.com/",
    "ftp://example.com/",
  ],
  ...[
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0/",
    "https://169.254.169.254/latest",
  ],
  ...["https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://[64:ff9b::7f00:1]/"],
])("%s is refused before anything is sent", async (url) => {
  expect(await failureOf(question(url.replace("PORT", portOf(canary))))).toEqual(refused);
  expect(canary.received).toEqual([]);
});

test("a name is refused when it leads to an inner address, as it is connected to", async () => {
  expect(await failureOf(question("https://localhost/"))).toEqual(refused);
});

test("a host that is allowed is asked, at its port only where one is named", async () => {
  expect(await ask(inner("/"))).toEqual({ status: 200, body: "hello" });
  expect(await ask(inner("/", { privateHosts: ["localhost"] }))).toEqual({ status: 200, body: "hello" });
  expect(await failureOf(inner("/", { privateHosts: ["localhost:1", "127.0.0.1"] }))).toEqual(refused);
});

test("a redirect is not followed", async () => {
  expect(await ask(inner("/elsewhere"))).toEqual({ status: 302, body: "" });
  expect(canary.received.map(({ url }) => url)).toEqual(["/elsewhere"]);
});

test("whoever wants to be asked later is heard", async () => {
  expect(await ask(inner("/later"))).toEqual({ status: 503, body: "", retryAfterMs: 120_000 });
});

test("who hangs, breaks off or never ends is left, and known to have been asked", async () => {
  expect(await failureOf(inner("/hang", { timeoutMs: 200 }))).toEqual({ code: "timeout", sent: true });
  expect(await failureOf(inner("/half"))).toEqual({ code: "broken_off", sent: true });
  expect(await failureOf(inner("/long"))).toEqual({ code: "too_large", sent: true });
});

test("who is not there is known not to have been asked", async () => {
  const gone = await standIn(() => {});
  await gone.close();
  const asked = question(`http://${gone.host}/`, { privateHosts: [gone.host] });
  expect(await failureOf(asked)).toEqual({ code: "unreachable", sent: false });
});

test("a caller who gives up gets its own reason", async () => {
  const caller = new AbortController();
  const asked = ask(inner("/hang", { signal: caller.signal }));
  await expect.poll(() => canary.received.length).toBe(1);
  caller.abort(new Error("The worker is stopping"));
  await expect(asked).rejects.toThrow("The worker is stopping");
});

import { Agent, request } from "node:http";

/** Asks an installation as a signed-in browser does, from the same machine and at full speed. */
export interface Asker {
  url: string;
  cookie: string;
}

interface Answer {
  status: number;
  body: Buffer;
}

const agent = new Agent({ keepAlive: true });

function ask(
  { url, cookie }: Asker,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const call = request(
      url + path,
      { method, agent, headers: { cookie, origin: url, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
        answer.on("error", reject);
      },
    );
    call.on("error", reject);
    call.end(body);
  });
}

export interface Times {
  p50: number;
  p95: number;
}

const warmUps = 10;
const repetitions = 50;

/** Milliseconds that a procedure takes, over the loopback interface, one call after the other. */
export async function timeProcedure(asker: Asker, procedure: string, input: unknown): Promise<Times> {
  const times: number[] = [];
  for (let call = -warmUps; call < repetitions; call++) {
    const started = performance.now();
    const headers = { "content-type": "application/json" };
    const { status, body } = await ask(asker, `/api/trpc/${procedure}`, headers, JSON.stringify(input));
    if (status !== 200) throw new Error(`${procedure} answers ${status}: ${body.toString().slice(0, 300)}`);
    if (call >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Bytes of the scripts that a page's document asks for, as they travel: compressed. Null: the page does not answer. */
export async function scriptBytes(asker: Asker, path: string): Promise<number | null> {
  const { status, body } = await ask(asker, path, {
    accept: "text/html",
    "user-agent": "Mozilla/5.0 Chrome/150",
  });
  if (status !== 200) return null;
  let bytes = 0;
  for (const script of scriptsOf(body.toString())) {
    const file = await ask(asker, script, { "accept-encoding": "br, gzip" });
    if (file.status !== 200) throw new Error(`${script} answers ${file.status}.`);
    bytes += file.body.length;
  }
  return bytes;
}

/** Scripts for browsers that know no modules are fetched by none that we serve. */
function scriptsOf(html: string): Set<string> {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const isScript = /^<script/.test(tag)
      ? !/\bnomodule\b/i.test(tag)
      : /\bas="script"|rel="modulepreload"/.test(tag);
    const address = /\b(?:src|href)="(\/[^"]+)"/.exec(tag)?.[1];
    if (isScript && address) found.add(address.replaceAll("&amp;", "&"));
  }
  return found;
}

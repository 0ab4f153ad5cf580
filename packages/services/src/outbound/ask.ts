import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, buildConnector, request } from "undici";
import { isPublicAddress } from "./public-address.ts";

const mostBytes = 1_048_576;

export interface Answer {
  status: number;
  body: string;
  /** where the other side said when to ask again */
  retryAfterMs?: number;
}

export interface Question {
  method: "GET" | "POST";
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array | null;
  /** for all of it, from the name's look-up to the last byte */
  timeoutMs: number;
  signal: AbortSignal;
  /** "host" or "host:port": may be inner addresses, and be asked without TLS */
  privateHosts: readonly string[];
  /** what is answered beyond the status is not waited for; `body` is then "" */
  statusOnly?: boolean;
}

/** A question that got no answer. `sent` false: it certainly reached nobody. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
  readonly code: "refused_address" | "unreachable" | "timeout" | "too_large" | "broken_off";
  readonly sent: boolean;

  constructor(code: NoAnswer["code"], sent: boolean, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.sent = sent;
  }
}

/**
 * Sends a request to an address that somebody entered: https at port 443 of public addresses only, each address
 * checked as it is connected to, no redirects followed, at most 1 MiB read. Throws NoAnswer, or the signal's reason.
 */
export async function ask(question: Question): Promise<Answer> {
  const url = new URL(question.url);
  const inner = isPrivateHost(url, question.privateHosts);
  if (!inner && !isPublicTarget(url)) throw new NoAnswer("refused_address", false);
  const deadline = AbortSignal.timeout(question.timeoutMs);
  const reach = { connected: false };
  const agent = new Agent({ connect: connector(inner, question.timeoutMs, reach) });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      method: question.method,
      headers: question.headers,
      body: question.body,
      signal: AbortSignal.any([question.signal, deadline]),
    });
    const answer = { status: statusCode, body: question.statusOnly ? leave(body) : await readUpTo(body) };
    const retryAfterMs = readRetryAfter(headers["retry-after"]);
    return retryAfterMs === null ? answer : { ...answer, retryAfterMs };
  } catch (error) {
    question.signal.throwIfAborted();
    throw explain(error, deadline.aborted, reach.connected);
  } finally {
    // Whatever is still open has nobody who waits for it.
    await agent.destroy();
  }
}

export function isPrivateHost(url: URL, privateHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return privateHosts.includes(url.hostname) || privateHosts.includes(`${url.hostname}:${port}`);
}

/** As far as the address tells before its name is looked up. */
export function isPublicTarget(url: URL): boolean {
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    return false;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  // A connection to a literal address looks nothing up.
  return isIP(host) === 0 || isPublicAddress(host);
}

function connector(inner: boolean, timeout: number, reach: { connected: boolean }): buildConnector.connector {
  const connect = buildConnector({ timeout, ...(inner ? {} : { lookup: lookupPublic }) });
  return (options, callback) =>
    connect(options, (...result) => {
      if (result[1]) reach.connected = true;
      callback(...result);
    });
}

/** One inner address among a name's addresses is enough to refuse them all. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, []);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new NoAnswer("refused_address", false), []);
    }
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

/** RFC 9110: seconds, or a date. */
function readRetryAfter(header: string | string[] | undefined): number | null {
  if (typeof header !== "string") return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : null;
}

function leave(body: Readable): "" {
  // Without a listener the error of breaking off would end the process.
  body.on("error", () => undefined).destroy();
  return "";
}

async function readUpTo(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new NoAnswer("too_large", true);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function explain(error: unknown, timedOut: boolean, connected: boolean): NoAnswer {
  if (error instanceof NoAnswer) return error;
  if (timedOut) return new NoAnswer("timeout", connected, error);
  return new NoAnswer(connected ? "broken_off" : "unreachable", connected, error);
}

import { problemOf } from "./problem.ts";

export interface SendOptions {
  baseUrl: string;
  key: string;
  /** of one attempt */
  timeoutMs: number;
  attempts: number;
}

export interface Sent {
  method: string;
  path: string;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  idempotencyKey: string | undefined;
  signal: AbortSignal | undefined;
}

const firstWaitMs = 250;
const longestWaitMs = 30_000;

/**
 * Sends a request until it is answered: again after 429 and 503 as Retry-After says, and after what broke on the way
 * only where doing it twice is doing it once. Throws Problem.
 */
export async function send(options: SendOptions, sent: Sent): Promise<unknown> {
  const repeatable = sent.method !== "POST" || sent.idempotencyKey !== undefined;
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= options.attempts;
    const answer = await attemptOf(options, sent).catch((error: unknown) => {
      if (last || !repeatable || sent.signal?.aborted) throw error;
      return null;
    });
    if (answer?.ok) return answer.status === 204 ? undefined : answer.json();
    const turnedAway = answer?.status === 429 || answer?.status === 503;
    const again = turnedAway || (repeatable && (answer === null || answer.status >= 500));
    if (answer && (last || !again)) throw problemOf(answer.status, await answer.json().catch(() => null));
    await pause(waitMs(answer, attempt), sent.signal);
  }
}

function attemptOf({ baseUrl, key, timeoutMs }: SendOptions, sent: Sent): Promise<Response> {
  const { method, path, query, body, idempotencyKey, signal } = sent;
  const url = new URL(baseUrl.replace(/\/$/, "") + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  const late = AbortSignal.timeout(timeoutMs);
  return fetch(url, {
    method,
    headers,
    signal: signal ? AbortSignal.any([signal, late]) : late,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** As long as the server says; otherwise twice as long each time, spread so that not all come back at once. */
function waitMs(answer: Response | null, attempt: number): number {
  const told = Number(answer?.headers.get("retry-after") ?? Number.NaN) * 1_000;
  const ours = firstWaitMs * 2 ** (attempt - 1) * (1 + Math.random());
  return Math.min(longestWaitMs, Number.isFinite(told) ? told : ours);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

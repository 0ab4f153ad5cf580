import { type HttpAnswer, HttpConnection } from "./http-client.ts";

/** Milliseconds of answers that were given, in ascending order. */
export interface Load {
  milliseconds: Float64Array;
  /** how many were answered how */
  statuses: ReadonlyMap<number, number>;
  seconds: number;
  /** never answered */
  hung: number;
}

export interface LoadOptions {
  port: number;
  /** the nth request */
  request(nth: number): Buffer;
  seconds: number;
  connections: number;
  /** told of every answer, in the order they come */
  onAnswer?: (answer: HttpAnswer, nth: number) => void;
}

const patienceMs = 10_000;

/** As fast as the connections are answered: each asks again as soon as it has its answer. */
export async function closedLoop({
  port,
  request,
  seconds,
  connections,
  onAnswer,
}: LoadOptions): Promise<Load> {
  const open = await openConnections(port, connections);
  const record = new Recorder();
  let nth = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() < end) {
        const mine = nth++;
        const asked = performance.now();
        const answer = await connection.send(request(mine));
        record.add(answer.status, performance.now() - asked);
        onAnswer?.(answer, mine);
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  for (const connection of open) connection.close();
  return record.load(took, 0);
}

/**
 * So many a second at even distances, whether or not earlier ones were answered. Latency counts from when a request was
 * meant to be sent: one that waits for a free connection has begun to wait already.
 */
export async function openLoop(options: LoadOptions & { perSecond: number }): Promise<Load> {
  const { port, request, seconds, connections, perSecond, onAnswer } = options;
  const open = await openConnections(port, connections);
  const record = new Recorder();
  const idle = [...open];
  const due: { nth: number; at: number }[] = [];
  const total = Math.round(seconds * perSecond);
  const started = performance.now();
  let [sent, answered] = [0, 0];
  await new Promise<void>((resolve) => {
    const serve = () => {
      for (let connection = idle.pop(); connection; connection = idle.pop()) {
        const next = due.shift();
        if (!next) {
          idle.push(connection);
          return;
        }
        const mine = connection;
        mine.send(request(next.nth)).then(
          (answer) => {
            record.add(answer.status, performance.now() - next.at);
            onAnswer?.(answer, next.nth);
            answered++;
            idle.push(mine);
            if (answered === total) resolve();
            else serve();
          },
          () => undefined,
        );
      }
    };
    const tick = () => {
      const now = performance.now();
      for (; sent < total && started + (sent * 1000) / perSecond <= now; sent++) {
        due.push({ nth: sent, at: started + (sent * 1000) / perSecond });
      }
      serve();
      if (answered === total || now > started + seconds * 1000 + patienceMs) resolve();
      else if (sent < total) setTimeout(tick, started + (sent * 1000) / perSecond - performance.now());
      else setTimeout(tick, 50);
    };
    tick();
  });
  const took = (performance.now() - started) / 1000;
  for (const connection of open) connection.close();
  return record.load(took, total - answered);
}

/** The value that so large a share of the answers was quicker than, rounded. */
export function percentile({ milliseconds }: Load, share: number): number {
  const at = Math.min(milliseconds.length - 1, Math.floor(share * milliseconds.length));
  return Math.round((milliseconds[at] ?? Number.NaN) * 10) / 10;
}

export function perSecond(load: Load): number {
  return Math.round(load.milliseconds.length / load.seconds);
}

function openConnections(port: number, count: number): Promise<HttpConnection[]> {
  return Promise.all(Array.from({ length: count }, () => HttpConnection.open(port)));
}

class Recorder {
  readonly #milliseconds: number[] = [];
  readonly #statuses = new Map<number, number>();

  add(status: number, milliseconds: number): void {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (status < 300) this.#milliseconds.push(milliseconds);
  }

  load(seconds: number, hung: number): Load {
    return {
      milliseconds: Float64Array.from(this.#milliseconds).sort(),
      statuses: this.#statuses,
      seconds,
      hung,
    };
  }
}

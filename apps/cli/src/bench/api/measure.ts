import { ownInstallation } from "../own-installation.ts";
import { type Brokerage, features, makeBrokerage } from "./brokerage.ts";
import { postOf } from "./http-client.ts";
import { closedLoop, type Load, openLoop, percentile, perSecond } from "./load.ts";
import { type Peer, startPeer } from "./peer.ts";

export interface ApiOptions {
  leads: number;
  /** for each measurement */
  seconds: number;
  peer: string;
}

interface Rate {
  rps: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

export interface ApiResult {
  at300: Rate;
  byId: Rate;
  cached: Rate;
  inline: Rate;
  batch: { rowsPerSecond: number };
  overload: { asked: number; admittedRps: number; admittedP99: number; shedShare: number; hung: number };
  sameWork: { uncachedRps: number; cachedRps: number };
  peer: { version: string; uncachedRps: number; cachedRps: number } | null;
  ratio: { uncached: number; cached: number; byId: number } | null;
}

const connections = 20;
const repeated = 200;
const laps = 3;
const perBatch = 1_000;

/** One API process with Postgres beside it, and a load generator in this process, all on this machine. */
export async function measureApi(
  { leads, seconds, peer: folder }: ApiOptions,
  onStep: (step: string) => void,
): Promise<ApiResult & { sentences: string[] }> {
  const own = await ownInstallation(onStep);
  const sentences: string[] = [];
  let peer: Peer | null = null;
  try {
    const brokerage = await makeBrokerage(own.platform, leads, onStep);
    onStep("Starting the peer");
    const started = await startPeer(folder);
    if ("missing" in started) sentences.push(started.missing);
    else peer = started;
    const asked = new Asked(brokerage, own.apiPort);
    onStep("Warming up");
    await asked.closed(asked.byId(), Math.min(5, seconds));
    await asked.closed(asked.told(), Math.min(5, seconds));
    onStep("300 a second, by id");
    const at300 = rateOf(await asked.open(asked.byId(), 300, seconds));
    onStep("By id, flat out");
    const byId = rateOf(await asked.closed(asked.byId(), seconds));
    onStep("By id, cached");
    const cached = rateOf(await asked.closed(asked.byId(repeated), seconds));
    onStep("Inline, with reasons");
    const inline = rateOf(await asked.closed(asked.told(undefined, 5), seconds));
    onStep("Batches");
    const batch = { rowsPerSecond: perBatch * rateOf(await asked.closed(asked.batch(), seconds, 2)).rps };
    onStep("Three times as many as it can do");
    const overload = overloadOf(await asked.open(asked.byId(), 3 * byId.rps, seconds, 400), 3 * byId.rps);
    const same = await compare(asked, peer, seconds, onStep);
    return { at300, byId, cached, inline, batch, overload, ...same, ...ratiosOf(same, byId), sentences };
  } finally {
    await peer?.close();
    await own.close();
  }
}

type Requests = (nth: number) => Buffer;

/** What is asked of the API, and how. */
class Asked {
  readonly #brokerage: Brokerage;
  readonly #port: number;
  #next = 0;

  constructor(brokerage: Brokerage, port: number) {
    this.#brokerage = brokerage;
    this.#port = port;
  }

  /** Leads in turn, none twice before all were asked for; or so few, again and again. */
  byId(few?: number): Requests {
    const { leadIds } = this.#brokerage;
    return (nth) => {
      const place = few === undefined ? this.#next++ % leadIds.length : nth % few;
      return this.#post("/v1/score", { leadId: leadIds[place] });
    };
  }

  /** Features told with the request, of ever other leads or of so few. */
  told(few?: number, reasons = 0): Requests {
    return (nth) => {
      const seed = few === undefined ? this.#next++ : nth % few;
      const cells = this.#brokerage.columns.map((name, place) => [name, cellOf(seed, place)]);
      const lead = { externalId: `u${seed}`, features: Object.fromEntries(cells) };
      return this.#post("/v1/score", { lead, persist: false, reasons });
    };
  }

  batch(): Requests {
    const { leadIds } = this.#brokerage;
    return () => {
      const from = this.#next;
      this.#next += perBatch;
      const leads = Array.from({ length: perBatch }, (_, n) => ({
        leadId: leadIds[(from + n) % leadIds.length],
      }));
      return this.#post("/v1/score/batch", { leads });
    };
  }

  closed(request: Requests, seconds: number, parallel = connections): Promise<Load> {
    return closedLoop({ port: this.#port, request, seconds, connections: parallel });
  }

  open(request: Requests, perSecond: number, seconds: number, parallel = 100): Promise<Load> {
    return openLoop({ port: this.#port, request, seconds, perSecond, connections: parallel });
  }

  #post(path: string, body: unknown): Buffer {
    return postOf(path, JSON.stringify(body), { Authorization: `Bearer ${this.#brokerage.key}` });
  }
}

/** 40 features in, a score out; ours keeps its receipt. In turns, and the middle of each. */
async function compare(
  asked: Asked,
  peer: Peer | null,
  seconds: number,
  onStep: (step: string) => void,
): Promise<Pick<ApiResult, "sameWork" | "peer">> {
  const [ours, theirs] = [
    { uncached: [] as number[], cached: [] as number[] },
    { uncached: [] as number[], cached: [] as number[] },
  ];
  let fresh = 0;
  for (let lap = 1; lap <= laps; lap++) {
    onStep(`The same work, lap ${lap} of ${laps}`);
    ours.uncached.push(perSecond(await asked.closed(asked.told(), seconds)));
    ours.cached.push(perSecond(await asked.closed(asked.told(repeated), seconds)));
    if (!peer) continue;
    const { port } = peer;
    const of = (name: (nth: number) => string) => (nth: number) =>
      postOf("/score-lead", JSON.stringify({ lead_id: name(nth), features: peerFeatures(nth) }));
    const run = (request: Requests) => closedLoop({ port, request, seconds, connections });
    theirs.uncached.push(perSecond(await run(of(() => `f${fresh++}`))));
    theirs.cached.push(perSecond(await run(of((nth) => `c${nth % repeated}`))));
  }
  return {
    sameWork: { uncachedRps: median(ours.uncached), cachedRps: median(ours.cached) },
    peer: peer && {
      version: peer.version,
      uncachedRps: median(theirs.uncached),
      cachedRps: median(theirs.cached),
    },
  };
}

function ratiosOf(
  { sameWork, peer }: Pick<ApiResult, "sameWork" | "peer">,
  byId: Rate,
): Pick<ApiResult, "ratio"> {
  const of = (one: number, other: number) => Math.round((one / other) * 100) / 100;
  return {
    ratio: peer && {
      uncached: of(sameWork.uncachedRps, peer.uncachedRps),
      cached: of(sameWork.cachedRps, peer.cachedRps),
      byId: of(byId.rps, peer.uncachedRps),
    },
  };
}

function rateOf(load: Load): Rate {
  const failed = [...load.statuses].filter(([status]) => status >= 300);
  if (failed.length > 0)
    throw new Error(`The API answered ${failed.map(([s, n]) => `${s} (${n} times)`).join(", ")}.`);
  if (load.hung > 0) throw new Error(`${load.hung} requests were never answered.`);
  return {
    rps: perSecond(load),
    p50: percentile(load, 0.5),
    p90: percentile(load, 0.9),
    p99: percentile(load, 0.99),
    max: percentile(load, 1),
  };
}

function overloadOf(load: Load, asked: number): ApiResult["overload"] {
  const others = [...load.statuses.keys()].filter((status) => ![200, 429, 503].includes(status));
  if (others.length > 0) throw new Error(`Under overload the API answered ${others.join(", ")}.`);
  const all = [...load.statuses.values()].reduce((sum, count) => sum + count, 0);
  return {
    asked,
    admittedRps: perSecond(load),
    admittedP99: percentile(load, 0.99),
    shedShare: Math.round((1 - load.milliseconds.length / Math.max(1, all)) * 1000) / 1000,
    hung: load.hung,
  };
}

/** Of the same size on the wire for both. */
function peerFeatures(nth: number): number[] {
  return Array.from({ length: features }, (_, place) => cellOf(nth, place));
}

function cellOf(seed: number, place: number): number {
  return Math.round(Math.sin(seed * 12.9898 + place * 78.233) * 2e4) / 1e4;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

import type { Platform } from "@leadlift/services/platform";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

declare module "fastify" {
  interface FastifyInstance {
    metrics: Metrics;
  }
  interface FastifyReply {
    /** Where a score came from, as its route notes for the figures; null for all other answers. */
    answeredFrom: AnswerSource | null;
  }
}

export type AnswerSource = "model" | "cache";
export type CacheAnswer = "hit" | "miss";

export interface OpenModel {
  id: string;
  version: number;
  role: string;
}

export interface AnsweredRequest {
  /** as it is declared, never as it was called */
  route: string | undefined;
  status: number;
  source: AnswerSource | null;
  milliseconds: number;
}

/** What Prometheus is told of this process. Labels are routes, kinds and ids of models: never anything of a person. */
export interface Metrics {
  observeRequest(answered: AnsweredRequest): void;
  /** Refused by a limit: of a key, or of an address. */
  observeLimited(limit: "key" | "address"): void;
  /** Refused because too much was waiting already. */
  observeShed(route: string): void;
  observeCache(answer: CacheAnswer): void;
  /** Something that a channel sent to a hook, by what became of it. */
  observeHook(channel: string, answer: string): void;
  /** Receipts that one insert stored, and how long that took. */
  observeReceipts(count: number, milliseconds: number): void;
  /** Requests that wait for their turn, asked whenever the figures are. */
  watchQueue(name: string, depth: () => number): void;
  /** Models that are open in this process, asked whenever the figures are. */
  watchModels(open: () => Iterable<OpenModel>): void;
  /** Node's own figures as well from now on: event loop, memory, garbage. */
  watchProcess(): void;
  /** In Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

const latencySeconds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 10];
const batchSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1_000];

export function openMetrics({ db }: Pick<Platform, "db">): Metrics {
  const register = new Registry();
  const registers = [register];
  const requests = new Histogram({
    name: "leadlift_request_seconds",
    help: "How long requests took, by route, status class and where a score came from",
    labelNames: ["route", "status", "source"],
    buckets: latencySeconds,
    registers,
  });
  const limited = new Counter({
    name: "leadlift_limited_total",
    help: "Requests refused by a limit",
    labelNames: ["limit"],
    registers,
  });
  const shed = new Counter({
    name: "leadlift_shed_total",
    help: "Requests refused because too much was waiting",
    labelNames: ["route"],
    registers,
  });
  const hooks = new Counter({
    name: "leadlift_hook_total",
    help: "What channels sent, by what became of it",
    labelNames: ["channel", "answer"],
    registers,
  });
  const cache = new Counter({
    name: "leadlift_score_cache_total",
    help: "Looks into the cache of scores, by what they found",
    labelNames: ["answer"],
    registers,
  });
  const batches = new Histogram({
    name: "leadlift_receipt_batch_rows",
    help: "Receipts that one insert stored",
    buckets: batchSizes,
    registers,
  });
  const batchTime = new Histogram({
    name: "leadlift_receipt_batch_seconds",
    help: "How long an insert of receipts took",
    buckets: latencySeconds,
    registers,
  });
  const depths = new Map<string, () => number>();
  new Gauge({
    name: "leadlift_queue_depth",
    help: "Requests that wait for their turn",
    labelNames: ["queue"],
    registers,
    collect() {
      for (const [queue, depth] of depths) this.set({ queue }, depth());
    },
  });
  let openModels: () => Iterable<OpenModel> = () => [];
  new Gauge({
    name: "leadlift_model_open",
    help: "1 for each model that is open here",
    labelNames: ["model", "version", "role"],
    registers,
    collect() {
      this.reset();
      for (const { id, version, role } of openModels()) this.set({ model: id, version, role }, 1);
    },
  });
  new Gauge({
    name: "leadlift_pool_connections",
    help: "Connections to the database, by pool and what they do; waiting: requests for one",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      for (const { name: pool, busy, idle, waiting } of db.pools()) {
        this.set({ pool, state: "busy" }, busy);
        this.set({ pool, state: "idle" }, idle);
        this.set({ pool, state: "waiting" }, waiting);
      }
    },
  });
  return {
    observeRequest({ route, status, source, milliseconds }) {
      requests
        .labels(route ?? "none", `${Math.floor(status / 100)}xx`, source ?? "none")
        .observe(milliseconds / 1_000);
    },
    observeLimited: (limit) => limited.inc({ limit }),
    observeShed: (route) => shed.inc({ route }),
    observeCache: (answer) => cache.inc({ answer }),
    observeHook: (channel, answer) => hooks.inc({ channel, answer }),
    observeReceipts(count, milliseconds) {
      batches.observe(count);
      batchTime.observe(milliseconds / 1_000);
    },
    watchQueue: (name, depth) => void depths.set(name, depth),
    watchModels(open) {
      openModels = open;
    },
    watchProcess: () => collectDefaultMetrics({ register }),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

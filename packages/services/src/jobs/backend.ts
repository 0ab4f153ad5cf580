import {
  createPostgresBackend,
  createRedisBackend,
  isPgPool,
  UnrecoverableError,
  WaitingError,
  withBackend,
} from "bullmq";
import pg from "pg";
import { ServiceError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { type JobName, jobNames } from "./catalogue.ts";
import { redisReadiness } from "./redis-readiness.ts";

/** Where queues live: BullMQ's tables in our PostgreSQL, or a Redis. */
export type QueueSource = { kind: "postgres"; connectionString: string } | { kind: "redis"; url: string };

/** One run of a job, free of the queue library. */
export interface JobRun {
  readonly id: string;
  readonly data: unknown;
  /** 1 for the first run. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
  readonly waitedMilliseconds: number;
}

export interface QueuedJob {
  readonly id: string;
  readonly job: JobName;
  readonly data: unknown;
  readonly attempts: number;
  readonly backoffMs: number;
}

export interface WorkerSettings {
  concurrency: number;
  run(run: JobRun): Promise<void>;
  /** A job that killed its worker too often: it ended without a run of ours. */
  onAbandoned(id: string, data: unknown): void;
  onError(error: Error): void;
}

export type JobState = "missing" | "pending" | "failed";

export interface QueueBackend {
  readonly kind: QueueSource["kind"];
  /** Adding an id that the queue still holds does nothing. Fails at once when the queue is out of reach. */
  add(job: QueuedJob): Promise<void>;
  stateOf(job: JobName, id: string): Promise<JobState>;
  /** Takes jobs until closed; `close` waits for the running ones. */
  work(job: JobName, settings: WorkerSettings): { close(): Promise<void> };
  close(): Promise<void>;
}

/** Thrown by a run: the job fails for good, however many attempts are left. */
export class NeverRetry extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NeverRetry";
  }
}

/** Thrown by a run that was interrupted: the job goes back to the queue as if it had not begun. */
export class PutBack extends Error {
  constructor() {
    super("put back");
    this.name = "PutBack";
  }
}

/** How soon a killed worker's jobs run again: lock + check, at the most. A busy event loop must stay below the lock. */
const recovery = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 3 };
const answerMs = 5_000;
const kept = { removeOnComplete: true, removeOnFail: { age: 30 * 24 * 3600, count: 1000 } } as const;
const secretive = { stackTraceLimit: 0 };
/** Of the queue on PostgreSQL, besides the one on which each worker listens. */
const connectionsToWork = 4;

export async function openQueueBackend(source: QueueSource, log: Logger): Promise<QueueBackend> {
  return source.kind === "redis" ? openRedis(source.url, log) : openPostgres(source.connectionString, log);
}

// BullMQ cannot load pg by itself from an ES module, so the pool is made here. Each worker keeps one connection to listen.
function openPostgres(connectionString: string, log: Logger): QueueBackend {
  const pool = new pg.Pool({
    connectionString,
    max: jobNames.length + connectionsToWork,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: "leadlift queue",
    options: "-c search_path=bullmq",
  });
  // Every queue and worker listens to it as well, more than Node takes for a leak.
  pool.setMaxListeners(0);
  pool.on("error", (error) => log.warn("A connection to the queue was lost", { error }));
  if (!isPgPool(pool)) throw new Error("pg's pool is not what BullMQ expects");
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return backend(
    "postgres",
    (name) => new Queue(name, { connection: pool }),
    (name, processor, settings) => new Worker(name, processor, { ...settings, connection: pool }),
    () => pool.end(),
  );
}

async function openRedis(url: string, log: Logger): Promise<QueueBackend> {
  const readiness = await redisReadiness(url);
  if (readiness.refuse) throw new ServiceError("UNAVAILABLE", { worded: readiness.refuse });
  if (readiness.warn) log.warn(readiness.warn);
  const { Queue, Worker } = withBackend(createRedisBackend);
  const producer = { url, enableOfflineQueue: false, maxRetriesPerRequest: 1 };
  const consumer = { url, maxRetriesPerRequest: null };
  return backend(
    "redis",
    (name) => new Queue(name, { connection: producer, prefix: "leadlift" }),
    (name, processor, settings) =>
      new Worker(name, processor, { ...settings, connection: consumer, prefix: "leadlift" }),
    () => Promise.resolve(),
  );
}

interface BullJob {
  id?: string | undefined;
  data: unknown;
  attemptsMade: number;
  timestamp: number;
  processedOn?: number | undefined;
  deferredFailure?: string | undefined;
  opts: { attempts?: number | undefined };
  moveToWait(token?: string): Promise<unknown>;
}

interface BullQueue {
  add(name: string, data: unknown, options: object): Promise<unknown>;
  getJobState(id: string): Promise<string>;
  on(event: "error", listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

interface BullWorker {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "failed", listener: (job: BullJob | undefined, error: Error) => void): unknown;
  close(): Promise<void>;
}

type Process = (job: BullJob, token?: string) => Promise<void>;
type WorkerOptions = typeof recovery & { concurrency: number };

function backend(
  kind: QueueSource["kind"],
  makeQueue: (name: string) => BullQueue,
  makeWorker: (name: string, process: Process, options: WorkerOptions) => BullWorker,
  closeConnections: () => Promise<void>,
): QueueBackend {
  const queues = new Map<string, BullQueue>();
  let closed = false;
  const queueOf = (name: string): BullQueue => {
    if (closed) throw new Error("The queue is closed");
    const known = queues.get(name);
    if (known) return known;
    const queue = makeQueue(name);
    // Without a listener an error event would end the process; a failed call rejects as well.
    queue.on("error", () => {});
    queues.set(name, queue);
    return queue;
  };
  return {
    kind,
    async add({ id, job, data, attempts, backoffMs }) {
      const backoff = { type: "exponential", delay: backoffMs, jitter: 0.5 };
      const options = { jobId: id, attempts, backoff, ...kept, ...secretive };
      await soon(queueOf(job).add(job, data, options));
    },
    async stateOf(job, id) {
      const state = await soon(queueOf(job).getJobState(id));
      if (state === "unknown" || state === "completed") return "missing";
      return state === "failed" ? "failed" : "pending";
    },
    work(job, settings) {
      const worker = makeWorker(job, (bullJob, token) => runOne(bullJob, token, settings), {
        ...recovery,
        concurrency: settings.concurrency,
      });
      worker.on("error", settings.onError);
      worker.on("failed", (failed) => {
        if (failed?.deferredFailure && failed.id) settings.onAbandoned(failed.id, failed.data);
      });
      return { close: () => worker.close() };
    },
    async close() {
      closed = true;
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await closeConnections();
    },
  };
}

// A first connection is tried for ever; whoever asks holds a transaction open meanwhile.
async function soon<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The queue does not answer")), answerMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function runOne(job: BullJob, token: string | undefined, settings: WorkerSettings): Promise<void> {
  const attempt = job.attemptsMade + 1;
  try {
    await settings.run({
      id: job.id ?? "",
      data: job.data,
      attempt,
      lastAttempt: attempt >= (job.opts.attempts ?? 1),
      waitedMilliseconds: Math.max(0, (job.processedOn ?? Date.now()) - job.timestamp),
    });
  } catch (error) {
    if (error instanceof PutBack) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    if (error instanceof NeverRetry) throw new UnrecoverableError(error.message);
    throw error;
  }
}

import { z } from "zod";

const minute = 60_000;
const organisation = { orgId: z.uuid() };

export interface JobDefinition {
  /** Ids only: a job is read by operators and kept after it failed. */
  readonly payload: z.ZodType<{ orgId: string }>;
  /** Runs that may fail before the job is given up; a killed worker does not count as one. */
  readonly attempts: number;
  /** First wait before a repeat; doubles each time, with jitter. */
  readonly backoffMs: number;
  /** After this the handler's signal is aborted. */
  readonly timeoutMs: number;
  /** Handlers at once in one worker process. */
  readonly concurrency: number;
}

export const jobCatalogue = {
  "model.train": {
    payload: z.object({ ...organisation, trainingRunId: z.uuid() }),
    attempts: 3,
    backoffMs: 5_000,
    timeoutMs: 120 * minute,
    concurrency: 1,
  },
  "organisation.score": {
    payload: z.object({ ...organisation, scoringRunId: z.uuid() }),
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 120 * minute,
    concurrency: 1,
  },
  "lead.score": {
    payload: z.object({ ...organisation, leadId: z.uuid() }),
    attempts: 5,
    backoffMs: 1_000,
    timeoutMs: minute,
    concurrency: 8,
  },
  "lead.refold": {
    payload: z.object({ ...organisation, leadId: z.uuid() }),
    attempts: 5,
    backoffMs: 1_000,
    timeoutMs: minute,
    concurrency: 4,
  },
  // A queue of its own: a provider that hangs keeps nothing else waiting.
  "lead.enrich": {
    payload: z.object({ ...organisation, leadId: z.uuid() }),
    attempts: 5,
    backoffMs: 30_000,
    timeoutMs: 3 * minute,
    concurrency: 4,
  },
  "features.precompute": {
    payload: z.object({ ...organisation, featureRunId: z.uuid() }),
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 120 * minute,
    concurrency: 1,
  },
  "import.run": {
    payload: z.object({ ...organisation, importId: z.uuid() }),
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 240 * minute,
    concurrency: 2,
  },
  // A queue of its own: a push service that hangs keeps nothing else waiting.
  "push.send": {
    payload: z.object({ ...organisation, notificationId: z.uuid() }),
    attempts: 5,
    backoffMs: 15_000,
    timeoutMs: minute,
    concurrency: 4,
  },
  "import.undo": {
    payload: z.object({ ...organisation, importId: z.uuid() }),
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 240 * minute,
    concurrency: 1,
  },
  // What is to be sent, and when again, stands in the database: a job only looks what of one endpoint is due.
  "webhook.deliver": {
    payload: z.object({ ...organisation, endpointId: z.uuid() }),
    attempts: 5,
    backoffMs: 5_000,
    timeoutMs: 3 * minute,
    concurrency: 8,
  },
  "mail.send": {
    payload: z.object({ ...organisation, invitationId: z.uuid() }),
    attempts: 6,
    backoffMs: 15_000,
    timeoutMs: minute,
    concurrency: 2,
  },
  "sample.remove": {
    payload: z.object({ ...organisation, requestedBy: z.uuid() }),
    attempts: 10,
    backoffMs: 5_000,
    timeoutMs: 120 * minute,
    concurrency: 1,
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof jobCatalogue;
export const jobNames = Object.keys(jobCatalogue) as JobName[];
export type JobPayload<Name extends JobName> = z.infer<(typeof jobCatalogue)[Name]["payload"]>;

export function isJobName(value: string): value is JobName {
  return Object.hasOwn(jobCatalogue, value);
}

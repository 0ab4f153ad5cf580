import type pg from "pg";

/** The schema that BullMQ keeps its jobs in. */
export const queueSchema = "bullmq";

/**
 * Lets the app's role work the queue, after BullMQ's own migrations were run as owner.
 * Call it each time: later migrations may have made tables that are not granted yet.
 */
export async function grantQueueSchema(owner: pg.ClientBase): Promise<void> {
  await owner.query(`
    grant usage on schema ${queueSchema} to leadlift_app;
    grant select, insert, update, delete on all tables in schema ${queueSchema} to leadlift_app;
    grant usage, select, update on all sequences in schema ${queueSchema} to leadlift_app;
    grant execute on all functions in schema ${queueSchema} to leadlift_app`);
}

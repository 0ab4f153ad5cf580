import { runMigrations } from "bullmq";
import pg from "pg";
import { jobNames } from "./catalogue.ts";

const schema = "bullmq";

/**
 * Brings BullMQ's tables up to date as the owner and opens them to the app's role.
 * BullMQ makes a queue's id sequence on first use, which that role may not: they are made here.
 */
export async function migrateQueues(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "leadlift migrate" });
  await client.connect();
  try {
    await runMigrations(client, schema);
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('leadlift queues'))");
    await client.query(`set local search_path to ${schema}`);
    for (const job of jobNames) {
      await client.query("select next_job_id($1) where to_regclass(job_id_seq_name($1)) is null", [job]);
    }
    await client.query(`
      grant usage on schema ${schema} to leadlift_app;
      grant select, insert, update, delete on all tables in schema ${schema} to leadlift_app;
      grant usage, select, update on all sequences in schema ${schema} to leadlift_app;
      grant execute on all functions in schema ${schema} to leadlift_app`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

import { runMigrations } from "bullmq";
import pg from "pg";
import { jobNames } from "./catalogue.ts";

const schema = "bullmq";

/**
 * Brings BullMQ's tables up to date as the owner and opens them to the app's role.
 * BullMQ makes a queue's id sequence on first use, which that role may not: they are made here.
 */
export async function migrateQueues(ownerUrl: string, appRole = "leadlift_app"): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "leadlift migrate" });
  await client.connect();
  try {
    await runMigrations(client, schema);
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('leadlift queues'))");
    await client.query(`set local search_path to ${schema}`);
    for (const job of jobNames) {
      const made = await client.query<{ made: boolean }>(
        "select to_regclass(job_id_seq_name($1)) is not null as made",
        [job],
      );
      if (!made.rows[0]?.made) await client.query("select next_job_id($1)", [job]);
    }
    const role = pg.escapeIdentifier(appRole);
    await client.query(`grant usage on schema ${schema} to ${role}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    await client.query(`grant usage, select, update on all sequences in schema ${schema} to ${role}`);
    await client.query(`grant execute on all functions in schema ${schema} to ${role}`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

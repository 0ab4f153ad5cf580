import { readEnvironment } from "../../environment.ts";
import { openPlatform } from "../../platform.ts";
import { openQueueBackend } from "../backend.ts";
import { queueSource } from "../queue.ts";
import { startRelay } from "../relay.ts";
import type { JobHandlers } from "../run.ts";
import { startWork } from "../work.ts";

// A worker process for tests: its first argument says whether a job hangs or writes its effect.
const hang = process.argv[2] === "hang";
const platform = await openPlatform(readEnvironment(process.env), "test worker");
const backend = await openQueueBackend(queueSource(platform.env, platform.db), platform.log);

const nothing = () => Promise.resolve();
const handlers: JobHandlers = {
  "model.train": nothing,
  "organisation.score": nothing,
  "import.run": nothing,
  "import.undo": nothing,
  "mail.send": nothing,
  "sample.remove": nothing,
  "push.send": nothing,
  "webhook.deliver": nothing,
  "lead.refold": nothing,
  "lead.enrich": nothing,
  "features.precompute": nothing,
  async "lead.score"(ctx, { leadId }) {
    process.stdout.write("started\n");
    if (hang) await new Promise(() => {});
    await ctx.db.withOrgSql(ctx.orgId, (sql) =>
      sql.query(
        `insert into audit_entry (org_id, id, actor_kind, action, subject_type, subject_id)
         values ($1, gen_random_uuid(), 'system', 'test.effect', 'lead', $2)`,
        [ctx.orgId, leadId],
      ),
    );
  },
};

await startRelay(platform.db, backend, platform.log);
startWork(platform, backend, handlers);

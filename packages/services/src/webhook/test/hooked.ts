import type { OrgSql } from "@leadlift/db/connect";
import { createLead } from "@leadlift/db/test/factories";
import { gradeOf, type Reason } from "@leadlift/scoring/grade";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { lockStates } from "../../feature/lock-states.ts";
import { createTenant, type Tenant, type TestPlatform } from "../../lead/test/tenant.ts";
import { storeScores } from "../../scoring/store-scores.ts";
import { createWebhook, type createWebhookInput } from "../create.ts";
import { deliverWebhooks } from "../deliver.ts";

const never = new AbortController().signal;

/** An organisation with webhooks to hosts of this machine, whose time goes on when the test says so. */
export interface Hooked extends Tenant {
  /** its admin and its system may tell the hosts, at the organisation's time */
  admin: Context;
  system: Context;
  now(): Date;
  pass(ms: number): void;
  add(given?: Partial<z.input<typeof createWebhookInput>>): Promise<{ id: string; secret: string }>;
  lead(): Promise<string>;
  /** Stores a score as a scoring does, by rules. */
  score(leadIds: readonly string[], score: number | null, reasons?: Reason[]): Promise<void>;
  /** The same in a transaction that fails. */
  scoreAndFail(leadIds: readonly string[], score: number): Promise<void>;
  /** Whatever is due is sent, as a worker's job does. */
  deliver(endpointId: string, options?: { signal?: AbortSignal; patienceMs?: number }): Promise<void>;
}

export async function hooked(platform: TestPlatform, host: string): Promise<Hooked> {
  const tenant = await createTenant(platform);
  let time = Date.now();
  const now = () => new Date(time);
  const at = (ctx: Context): Context => ({ ...ctx, now, privateHosts: [host] });
  const [admin, system] = [at(tenant.admin), at(tenant.system)];
  const { orgId, db } = system;
  await db.withOrgSql(orgId, (sql) =>
    sql.query("insert into scorecard (org_id, version, rules) values ($1, 1, '[]')", [orgId]),
  );
  return {
    ...tenant,
    admin,
    system,
    now,
    pass(ms) {
      time += ms;
    },
    add: (given = {}) =>
      createWebhook(admin, {
        name: "CRM",
        url: `http://${host}/hook`,
        events: ["score.changed", "lead.assigned", "consent.withdrawn"],
        ...given,
      }),
    lead: async () => (await createLead(platform.db, tenant.org, {})).id,
    score: (leadIds, score, reasons) =>
      db.withOrgSql(orgId, (sql) => storeRulesScores(sql, system, leadIds, { score, reasons })),
    scoreAndFail: (leadIds, score) =>
      db.withOrgSql(orgId, async (sql) => {
        await storeRulesScores(sql, system, leadIds, { score });
        throw new Error("The scoring failed");
      }),
    deliver: (endpointId, options = {}) =>
      deliverWebhooks(system, { endpointId }, { signal: never, ...options }),
  };
}

async function storeRulesScores(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
  { score, reasons = [] }: { score: number | null; reasons?: Reason[] | undefined },
): Promise<void> {
  const states = await lockStates(sql, ctx, [...leadIds].sort(), "update");
  const { rows } = await sql.query<{ id: string; version: number }>(
    "select id, version from lead where org_id = $1 and id = any($2::uuid[])",
    [ctx.orgId, leadIds],
  );
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  const state = score === null ? ("unknown" as const) : ("scored" as const);
  const grade = score === null ? null : gradeOf(score);
  const scored = { state, margin: null, probability: null, score, grade, reasons };
  await storeScores(
    sql,
    ctx,
    { modelId: null, scorecardVersion: 1, cause: "batch" },
    states.map(({ leadId, version }) => ({
      leadId,
      version: versions.get(leadId) ?? -1,
      stateVersion: version,
      scored,
    })),
  );
}

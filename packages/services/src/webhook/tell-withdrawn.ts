import type { OrgSql } from "@leadlift/db/connect";
import type { LedgerEntry } from "../consent/ledger.ts";
import type { Context } from "../context.ts";
import { promiseDeliveries } from "./promise-deliveries.ts";
import { subscribersOf } from "./subscribers.ts";

/** Tells of consents that were withdrawn, in the transaction that adds them to the ledger. */
export async function tellWithdrawn(sql: OrgSql, ctx: Context, added: readonly LedgerEntry[]): Promise<void> {
  const withdrawn = added.filter(({ status }) => status === "withdrawn");
  if (withdrawn.length === 0) return;
  const subscribers = await subscribersOf(sql, ctx, "consent.withdrawn");
  if (subscribers.length === 0) return;
  const leads = await leadsByPerson(
    sql,
    ctx,
    withdrawn.map(({ personId }) => personId),
  );
  const deliveries = withdrawn.flatMap(({ id, personId, purpose, channel, occurredAt }) => {
    const data = {
      personId,
      leads: leads.get(personId) ?? [],
      purpose,
      channel,
      entryId: id,
      withdrawnAt: occurredAt.toISOString(),
    };
    return subscribers.map(({ endpointId }) => ({
      endpointId,
      type: "consent.withdrawn" as const,
      leadId: null,
      data,
    }));
  });
  await promiseDeliveries(sql, ctx, deliveries);
}

interface NamedLead {
  leadId: string;
  externalId: string | null;
}

async function leadsByPerson(
  sql: OrgSql,
  ctx: Context,
  personIds: readonly string[],
): Promise<Map<string, NamedLead[]>> {
  const { rows } = await sql.query<NamedLead & { personId: string }>(
    `select person_id as "personId", id as "leadId", external_id as "externalId" from lead
      where org_id = $1 and person_id = any($2::uuid[]) order by id`,
    [ctx.orgId, personIds],
  );
  const byPerson = new Map<string, NamedLead[]>();
  for (const { personId, ...lead } of rows) {
    byPerson.set(personId, [...(byPerson.get(personId) ?? []), lead]);
  }
  return byPerson;
}

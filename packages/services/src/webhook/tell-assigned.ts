import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import { promiseDeliveries } from "./promise-deliveries.ts";
import { type Subscriber, subscribersOf } from "./subscribers.ts";

/** Who had leads before they are moved, for whoever wants to know. */
interface Before {
  subscribers: Subscriber[];
  leads: { leadId: string; externalId: string | null; ownerId: string | null }[];
}

/** To be asked before owners are written; null: nobody wants to know. */
export async function ownersBefore(
  sql: OrgSql,
  ctx: Context,
  leadIds: readonly string[],
): Promise<Before | null> {
  const subscribers = leadIds.length === 0 ? [] : await subscribersOf(sql, ctx, "lead.assigned");
  if (subscribers.length === 0) return null;
  const { rows } = await sql.query<Before["leads"][number]>(
    `select id as "leadId", external_id as "externalId", owner_id as "ownerId" from lead
      where org_id = $1 and id = any($2::uuid[]) order by id`,
    [ctx.orgId, leadIds],
  );
  return { subscribers, leads: rows };
}

/** Tells of leads that have another owner now; in the transaction that gave them. */
export async function tellAssigned(
  sql: OrgSql,
  ctx: Context,
  before: Before | null,
  given: { to: ReadonlyMap<string, string | null>; cause: string; at: Date },
): Promise<void> {
  if (!before) return;
  const assignedAt = given.at.toISOString();
  const deliveries = before.leads.flatMap(({ leadId, externalId, ownerId: previousOwnerId }) => {
    const ownerId = given.to.get(leadId);
    if (ownerId === undefined || ownerId === previousOwnerId) return [];
    const data = { leadId, externalId, ownerId, previousOwnerId, cause: given.cause, assignedAt };
    return before.subscribers.map(({ endpointId }) => ({
      endpointId,
      type: "lead.assigned" as const,
      leadId,
      data,
    }));
  });
  await promiseDeliveries(sql, ctx, deliveries);
}

import type { Database, OrgSql } from "@leadlift/db/connect";
import { z } from "zod";
import type { Context } from "../context.ts";

export const changesChannel = "leadlift_changes";

/** `access`: what somebody may do has changed; their streams look whether they are still theirs. */
export const changeKinds = ["score", "lead", "event", "assigned", "notification", "access"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Announcement {
  kind: ChangeKind;
  /** many: more than it is worth naming */
  leadIds: readonly string[] | "many";
  /** who may be told; everybody of the organisation where it is not said */
  userIds?: readonly string[];
}

/** More leads at once are told of as many: who looks at a list asks for it again. */
export const mostNamed = 50;

export const payloadSchema = z.object({
  org: z.uuid(),
  kind: z.enum(changeKinds),
  leads: z.array(z.uuid()).max(mostNamed),
  users: z.array(z.uuid()).nullable(),
});
type Payload = z.infer<typeof payloadSchema>;

/** Tells all who look on, once the transaction is committed, that something changed; ids only. */
export async function announce(
  sql: OrgSql,
  ctx: Pick<Context, "orgId">,
  { kind, leadIds, userIds }: Announcement,
): Promise<void> {
  const leads = leadIds === "many" ? leadIds : [...new Set(leadIds)];
  if (leads.length === 0) return;
  const payload: Payload = {
    org: ctx.orgId,
    kind,
    // None is many.
    leads: leads === "many" || leads.length > mostNamed ? [] : leads,
    users: userIds ? [...new Set(userIds)].slice(0, mostNamed) : null,
  };
  await sql.query("select pg_notify($1, $2)", [changesChannel, JSON.stringify(payload)], "announce");
}

const gatherMs = 150;

/** What waits to be told of, by organisation and kind. */
type Gathered = Map<string, Map<ChangeKind, Set<string> | "many">>;
const gathering = new WeakMap<Database, Gathered>();

/**
 * Tells of what is committed, soon, together with what else changes meanwhile: a notification makes commits wait for
 * each other, which hot paths must not. Lost when the process ends at once, as a broken connection loses it.
 */
export function announceSoon(
  ctx: Pick<Context, "orgId" | "db" | "log">,
  { kind, leadIds }: Announcement,
): void {
  if (leadIds.length === 0) return;
  const gathered: Gathered = gathering.get(ctx.db) ?? new Map();
  if (gathered.size === 0) {
    gathering.set(ctx.db, gathered);
    setTimeout(() => void tellGathered(ctx, gathered), gatherMs).unref();
  }
  const kinds = gathered.get(ctx.orgId) ?? new Map<ChangeKind, Set<string> | "many">();
  gathered.set(ctx.orgId, kinds.set(kind, together(kinds.get(kind) ?? new Set(), leadIds)));
}

function together(known: Set<string> | "many", more: readonly string[] | "many"): Set<string> | "many" {
  if (known === "many" || more === "many" || more.length > mostNamed) return "many";
  for (const leadId of more) known.add(leadId);
  return known.size > mostNamed ? "many" : known;
}

async function tellGathered({ db, log }: Pick<Context, "db" | "log">, gathered: Gathered): Promise<void> {
  const all = [...gathered];
  gathered.clear();
  for (const [orgId, kinds] of all) {
    try {
      await db.withOrgSql(orgId, async (sql) => {
        for (const [kind, leads] of kinds)
          await announce(sql, { orgId }, { kind, leadIds: leads === "many" ? leads : [...leads] });
      });
    } catch (error) {
      log.warn("Nobody could be told of a change", { error });
    }
  }
}

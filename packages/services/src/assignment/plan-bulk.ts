import type { OrgSql } from "@leadlift/db/connect";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { ServiceError } from "../errors.ts";
import { leadViewSchema } from "../lead/view.ts";
import { StatementValues, viewSql } from "../lead/view-sql.ts";
import { type bulkPreviewInput, mostMoved } from "./bulk-input.ts";
import { type Dealer, dealLeads } from "./deal-leads.ts";

export interface BulkPlan {
  moves: { leadId: string; grade: string | null; to: string }[];
  dealers: (Dealer & { name: string })[];
}

/** Who would get which lead. Throws BAD_INPUT for who is no member or has left, or for too many leads. */
export async function planBulk(
  sql: OrgSql,
  ctx: Context,
  { fromUserId, view, leadIds, toUserIds }: z.output<typeof bulkPreviewInput>,
  lock: "for update" | "" = "",
): Promise<BulkPlan> {
  const dealers = await readDealers(sql, ctx, toUserIds);
  const into = new StatementValues();
  const conditions = viewSql(ctx.orgId, view ?? leadViewSchema.parse({}), { kind: "all" }, into);
  const owner = fromUserId === undefined ? "true" : `l.owner_id = ${into.add(fromUserId, "uuid")}`;
  const named = leadIds === undefined ? "true" : `l.id = any(${into.add(leadIds, "uuid[]")})`;
  const { rows } = await sql.query<{ leadId: string; grade: string | null; score: number | null }>(
    `select l.id as "leadId", l.grade, l.score from lead l
      where ${conditions} and l.status = 'open' and ${owner} and ${named}
        and (l.owner_id is null or l.owner_id <> all(${into.add(toUserIds, "uuid[]")}))
      order by l.id limit ${into.add(mostMoved + 1, "int")} ${lock}`,
    into.values,
  );
  if (rows.length > mostMoved) {
    throw new ServiceError("BAD_INPUT", "At most {limit} leads can be moved at once.", {
      limit: mostMoved,
    });
  }
  const best = rows.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0) || (a.leadId < b.leadId ? -1 : 1));
  const owners = dealLeads(best.length, dealers);
  const moves = best.map(({ leadId, grade }, place) => ({ leadId, grade, to: owners[place] ?? "" }));
  return { moves, dealers };
}

async function readDealers(
  sql: OrgSql,
  ctx: Context,
  userIds: readonly string[],
): Promise<BulkPlan["dealers"]> {
  const wanted = [...new Set(userIds)];
  const { rows } = await sql.query<Dealer & { name: string }>(
    `select m.user_id as "userId", m.name, coalesce(s.daily_leads, $3::int) as "dailyLeads",
            (select count(*) from lead l where l.org_id = $1::uuid and l.owner_id = m.user_id and l.status = 'open'
                                           and l.merged_into is null)::int as open
       from org_member m left join member_settings s on s.org_id = m.org_id and s.user_id = m.user_id
      where m.org_id = $1::uuid and m.user_id = any($2::uuid[]) and s.deactivated_at is null
      order by m.name, m.user_id`,
    [ctx.orgId, wanted, ctx.organisation.dailyLeads],
  );
  if (rows.length < wanted.length) {
    throw new ServiceError("BAD_INPUT", "Leads can only go to members who have not left.");
  }
  return rows;
}

import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { holdStates } from "../feature/held-states.ts";
import { meetVisitors, ownerAt, type VisitorLink } from "./visitors.ts";

export type LinkCause = "form" | "whatsapp" | "email" | "user";

export interface NewLink extends VisitorLink {
  cause: LinkCause;
  recordedAt: Date;
}

/**
 * From a time on, a visitor's events are a lead's; all that were before, too, when nobody's the visitor was.
 * False: they were that lead's already. Throws NOT_FOUND.
 */
export async function linkVisitor(
  sql: OrgSql,
  ctx: Context,
  link: { visitorId: string; leadId: string; cause: LinkCause; fromAt: Date },
): Promise<boolean> {
  const { visitorId, leadId } = link;
  const fromAt = new Date(Math.min(link.fromAt.getTime(), ctx.now().getTime()));
  const met = await meetVisitors(sql, ctx, [visitorId]);
  const links = met.links.get(visitorId) ?? [];
  if (ownerAt(links, fromAt) === leadId) return false;
  const affected = [...new Set([leadId, ...links.map((each) => each.leadId)])];
  const held = await holdStates(sql, ctx, affected);
  const { rowCount } = await sql.query("select 1 from lead where org_id = $1 and id = $2", [
    ctx.orgId,
    leadId,
  ]);
  if (rowCount === 0) throw notFound("This lead");
  await storeLinks(sql, ctx, [{ ...link, fromAt, recordedAt: held.recordedAt }]);
  for (const each of affected) held.refold(each);
  await held.settle({ promiseScores: true });
  return true;
}

export async function storeLinks(sql: OrgSql, ctx: Context, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return;
  await sql.query(
    `insert into visitor_link (org_id, id, visitor_id, lead_id, from_at, cause, recorded_at)
     select $1::uuid, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[], $7::timestamptz[])`,
    [
      ctx.orgId,
      links.map(() => newId()),
      links.map(({ visitorId }) => visitorId),
      links.map(({ leadId }) => leadId),
      links.map(({ fromAt }) => fromAt),
      links.map(({ cause }) => cause),
      links.map(({ recordedAt }) => recordedAt),
    ],
    "link visitors",
  );
}

import type { OrgSql } from "@leadlift/db/connect";
import { newId } from "@leadlift/db/id";
import type { Context } from "../context.ts";
import type { VisitorLink } from "./visitors.ts";

export type LinkCause = "form" | "whatsapp" | "email" | "user";

export interface NewLink extends VisitorLink {
  cause: LinkCause;
  recordedAt: Date;
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

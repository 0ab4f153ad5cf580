import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { openSecret } from "./secrets.ts";

export interface ConnectionView {
  id: string;
  /** of our API's address: where the provider is to send to */
  path: string;
  verifyToken: string;
  account: string | null;
  /** the business's own number, once a message told it */
  displayName: string | null;
  hasSecret: boolean;
  /** of the secret before, while it is accepted as well */
  previousUntil: Date | null;
  /** when Meta last asked whether the address is ours */
  verifiedAt: Date | null;
  lastMessageAt: Date | null;
  /** when a body was refused last, after the last that was taken: the secret is not the app's */
  refusedAt: Date | null;
  /** a phone number id that bodies came for, after the last that was for this one */
  otherAccount: string | null;
  createdAt: Date;
}

interface Row extends Omit<ConnectionView, "path" | "verifyToken"> {
  tokenSealed: Buffer;
  otherAt: Date | null;
}

export function hookPath(id: string): string {
  return `/v1/hooks/whatsapp/${id}`;
}

/** Everything but app secrets, oldest first. */
export async function listConnections(ctx: Context): Promise<ConnectionView[]> {
  requirePermission(ctx, "organisation.manage");
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<Row>(
      `select c.id, c.account, c.display_name as "displayName", c.secret_sealed is not null as "hasSecret",
              case when c.previous_until > $2 then c.previous_until end as "previousUntil", c.verified_at as "verifiedAt",
              c.refused_at as "refusedAt", c.other_account as "otherAccount", c.other_at as "otherAt",
              c.created_at as "createdAt", c.verify_token_sealed as "tokenSealed",
              (select max(received_at) from inbox_item i where i.org_id = c.org_id and i.connection_id = c.id) as "lastMessageAt"
         from connection c where c.org_id = $1 order by c.created_at, c.id`,
      [ctx.orgId, ctx.now()],
    ),
  );
  return rows.map(({ tokenSealed, otherAt, ...row }) => {
    const since = (at: Date | null) => at !== null && (row.lastMessageAt === null || at > row.lastMessageAt);
    return {
      ...row,
      path: hookPath(row.id),
      verifyToken: openSecret(ctx, row.id, "verify_token_sealed", tokenSealed),
      refusedAt: since(row.refusedAt) ? row.refusedAt : null,
      otherAccount: since(otherAt) ? row.otherAccount : null,
    };
  });
}

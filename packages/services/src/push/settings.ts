import { z } from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { readerOf } from "../notification/reader-of.ts";
import { requirePermission } from "../permissions.ts";
import { ownIdentity } from "./identity.ts";
import { endpointIndex } from "./subscription.ts";

export const alertSettingsInput = z.object({
  /** of the browser that asks, where it has one */
  endpoint: z.string().max(2_000).nullish(),
});

export interface AlertSettings {
  /** what a browser that may be woken is given; base64url */
  publicKey: string;
  /** whether this browser is woken for the asker */
  subscribed: boolean;
  hotAlerts: boolean;
}

/** How the asker is told of things. */
export async function alertSettings(
  ctx: Context,
  input: z.input<typeof alertSettingsInput> = {},
): Promise<AlertSettings> {
  requirePermission(ctx, "today.read");
  const { endpoint } = alertSettingsInput.parse(input);
  const userId = readerOf(ctx);
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ subscribed: boolean; hotAlerts: boolean }>(
      `select exists (select from push_subscription
                       where org_id = $1 and user_id = $2 and endpoint_index = $3) as subscribed,
              coalesce((select hot_alerts from member_settings where org_id = $1 and user_id = $2), true) as "hotAlerts"`,
      [ctx.orgId, userId, endpoint ? endpointIndex(ctx, endpoint) : null],
    ),
  );
  const { subscribed = false, hotAlerts = true } = rows[0] ?? {};
  return { publicKey: ownIdentity(ctx).publicKey, subscribed, hotAlerts };
}

export const setHotAlertsInput = z.object({ on: z.boolean() });

/** Whether the asker is told of their leads that become hot. */
export async function setHotAlerts(
  ctx: Context,
  input: z.input<typeof setHotAlertsInput>,
): Promise<{ on: boolean }> {
  requirePermission(ctx, "today.read");
  const { on } = setHotAlertsInput.parse(input);
  const userId = readerOf(ctx);
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await sql.query(
      `insert into member_settings (org_id, user_id, hot_alerts, updated_at) values ($1, $2, $3, $4)
       on conflict (org_id, user_id) do update set hot_alerts = $3, updated_at = $4`,
      [ctx.orgId, userId, on, ctx.now()],
    );
    await audit(sql, ctx, {
      action: "member.hot-alerts",
      subjectType: "member",
      subjectId: userId,
      detail: { on },
    });
    return { on };
  });
}

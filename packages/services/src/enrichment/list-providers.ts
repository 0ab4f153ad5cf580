import type { Context } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { useThisMonth } from "./budget.ts";
import { type ProviderSettings, providerSettings } from "./provider-settings.ts";

/** A provider as an administrator sees it: all but its secret. */
export interface ListedProvider {
  id: string;
  name: string;
  enabled: boolean;
  settings: ProviderSettings;
  hasSecret: boolean;
  monthlyBudget: number;
  /** requests of this calendar month */
  usedThisMonth: number;
  /** questions of this month that took no request: their answer stood already */
  cachedThisMonth: number;
  /** code of the latest failure since the last answer */
  lastError: string | null;
  lastErrorAt: Date | null;
}

/** In the order in which they are asked. */
export async function listProviders(ctx: Context): Promise<ListedProvider[]> {
  requirePermission(ctx, "organisation.manage");
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    const use = await useThisMonth(sql, ctx);
    const { rows } = await sql.query<
      Omit<ListedProvider, "settings" | "usedThisMonth" | "cachedThisMonth"> & { settings: unknown }
    >(
      `select id, name, enabled, settings, secret_sealed is not null as "hasSecret", monthly_budget as "monthlyBudget",
              last_error as "lastError", last_error_at as "lastErrorAt"
         from enrichment_provider where org_id = $1 order by created_at, id`,
      [ctx.orgId],
    );
    return rows.map((row) => ({
      ...row,
      settings: providerSettings.parse(row.settings),
      usedThisMonth: use.get(row.id)?.used ?? 0,
      cachedThisMonth: use.get(row.id)?.cached ?? 0,
    }));
  });
}

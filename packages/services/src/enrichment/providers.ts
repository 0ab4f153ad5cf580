import type { OrgSql } from "@leadlift/db/connect";
import type { Context } from "../context.ts";
import type { EnrichmentAdapter } from "./adapter.ts";
import { httpAdapter } from "./http-adapter.ts";
import { providerSettings } from "./provider-settings.ts";

/** At most so many in an organisation: one job asks them all. */
export const mostProviders = 4;

export interface Provider {
  id: string;
  name: string;
  cacheDays: number;
  /** requests a month */
  monthlyBudget: number;
  adapter: EnrichmentAdapter;
}

export function secretPlace(providerId: string) {
  return { table: "enrichment_provider", column: "secret_sealed", row: providerId };
}

/** Those that are switched on, oldest first: what one says goes before what a later one says. */
export async function enabledProviders(sql: OrgSql, ctx: Context): Promise<Provider[]> {
  const { rows } = await sql.query<{
    id: string;
    name: string;
    settings: unknown;
    secretSealed: Buffer | null;
    monthlyBudget: number;
  }>(
    `select id, name, settings, secret_sealed as "secretSealed", monthly_budget as "monthlyBudget"
       from enrichment_provider where org_id = $1 and enabled order by created_at, id`,
    [ctx.orgId],
  );
  return rows.map(({ id, name, settings: stored, secretSealed, monthlyBudget }) => {
    const settings = providerSettings.parse(stored);
    const secret = secretSealed && ctx.organisation.crypto.openText(secretPlace(id), secretSealed);
    const { privateHosts } = ctx;
    const adapter = httpAdapter({ settings, secret, privateHosts });
    return { id, name, cacheDays: settings.cacheDays, monthlyBudget, adapter };
  });
}

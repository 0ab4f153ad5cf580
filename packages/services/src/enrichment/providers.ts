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

interface Row {
  id: string;
  name: string;
  enabled: boolean;
  settings: unknown;
  secretSealed: Buffer | null;
  monthlyBudget: number;
}

const columns = `id, name, enabled, settings, secret_sealed as "secretSealed", monthly_budget as "monthlyBudget"`;

/** Those that are switched on, oldest first: what one says goes before what a later one says. */
export async function enabledProviders(sql: OrgSql, ctx: Context): Promise<Provider[]> {
  const { rows } = await sql.query<Row>(
    `select ${columns} from enrichment_provider where org_id = $1 and enabled order by created_at, id`,
    [ctx.orgId],
  );
  return rows.map((row) => readyToAsk(ctx, row));
}

/** Switched on or not; null when there is none of this id. */
export async function oneProvider(
  sql: OrgSql,
  ctx: Context,
  id: string,
): Promise<{ provider: Provider; enabled: boolean } | null> {
  const { rows } = await sql.query<Row>(
    `select ${columns} from enrichment_provider where org_id = $1 and id = $2`,
    [ctx.orgId, id],
  );
  const [row] = rows;
  return row ? { provider: readyToAsk(ctx, row), enabled: row.enabled } : null;
}

function readyToAsk(
  ctx: Context,
  { id, name, settings: stored, secretSealed, monthlyBudget }: Row,
): Provider {
  const settings = providerSettings.parse(stored);
  const secret = secretSealed && ctx.organisation.crypto.openText(secretPlace(id), secretSealed);
  const { privateHosts } = ctx;
  const adapter = httpAdapter({ settings, secret, privateHosts });
  return { id, name, cacheDays: settings.cacheDays, monthlyBudget, adapter };
}

import { giveWaiting } from "../assignment/give-waiting.ts";
import { defineAttributes, listAttributes } from "../attribute/define.ts";
import type { Context } from "../context.ts";
import { announce } from "../live/announce.ts";
import { draftLead, type LeadDraft } from "./draft-lead.ts";
import type { Intake } from "./intake.ts";
import { knownListings } from "./known-listings.ts";
import type { Mapping } from "./mapping.ts";
import { readOwners } from "./owners.ts";
import { attributesOf, type ImportPlan, planImport } from "./plan.ts";
import { type ImportRow, storeLeads } from "./store-leads.ts";

/** Leads, with what became of them where the file says it. */
export async function leadIntake(
  ctx: Context,
  importId: string,
  mapping: Mapping,
): Promise<Intake<ImportRow>> {
  const plan = await preparePlan(ctx, mapping);
  const owners = await readOwners(ctx);
  const listings = plan.fields.has("listing") ? await knownListings(ctx) : new Map<string, string>();
  return {
    batchRows: 500,
    take(names, values) {
      const warned: string[] = [];
      const drafted = draftLead(values, plan, {
        owners,
        listings,
        warn: ({ column }, code) => warned.push(`${column} ${code}`),
      });
      if (!drafted.ok) return { refused: { code: drafted.code, params: drafted.params } };
      const { draft } = drafted;
      return { row: { draft, rowIndex: rowIndexOf(ctx, draft, names, values) }, warned };
    },
    async store(sql, rows) {
      return { ...(await storeLeads(sql, ctx, importId, rows)), refused: [] };
    },
    async complete() {
      // Not with the rows: whoever waits for a turn holds no lead.
      await giveWaiting(ctx);
      await ctx.db.withOrgSql(ctx.orgId, (sql) => announce(sql, ctx, { kind: "lead", leadIds: "many" }));
    },
  };
}

async function preparePlan(ctx: Context, mapping: Mapping): Promise<ImportPlan> {
  return ctx.db.withOrgSql(ctx.orgId, async (sql) => {
    await defineAttributes(sql, ctx, attributesOf(mapping));
    return planImport(mapping, ctx.organisation, await listAttributes(sql, ctx));
  });
}

/**
 * A row without an id is told by all its cells, whatever the order of the columns. One with an id is told by its id;
 * for it this only says whether the file says something new.
 */
function rowIndexOf(
  ctx: Context,
  draft: LeadDraft,
  names: readonly string[],
  values: readonly string[],
): Uint8Array {
  const { attributes, listingId, ...said } = draft;
  const cells =
    draft.externalId === null
      ? cellsOf(names, values)
      : [
          ...Object.entries(said),
          ...(listingId === null ? [] : [["listing", listingId]]),
          ...Object.entries(attributes).map(([key, value]) => ["attribute", key, value]),
        ];
  const told = cells.map((cell) => JSON.stringify(cell)).sort();
  return ctx.organisation.crypto.blindIndex("row", told.join());
}

/** What a row says, by column. */
export function cellsOf(names: readonly string[], values: readonly string[]): [string, string][] {
  return names.map((name, i) => [name, (values[i] ?? "").trim()]);
}

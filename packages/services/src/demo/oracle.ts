import type { Report } from "@leadlift/scoring/report";
import { evaluate } from "@leadlift/scoring/train";
import { truthOf } from "@leadlift/simulator/truth";
import type { Context } from "../context.ts";
import { demoOrganisationId, demoTarget } from "./accounts.ts";
import { demoBrokerage } from "./load.ts";

type Reference = NonNullable<Report["lift"]>["reference"];

/** What the figure is called wherever it stands beside a model's. */
const name = "the simulator's own truth, which no model can know";
/** Of the rows that are asked for: fewer would be ranked among others than the model's were. */
const leastKnown = 0.95;

/**
 * How well the sample brokerage's simulator, which knows what every lead means to do, ranks these leads. Null for
 * everybody else: real leads have no such truth. Rows of leads that were added by hand are left out.
 */
export async function oracleOf(
  ctx: Context,
  targetStep: string,
  rows: { leadIds: readonly string[]; labels: Uint8Array },
): Promise<Reference> {
  const isSample = ctx.organisation.sample && ctx.orgId === demoOrganisationId;
  // The truth is about a visit; what follows it hangs on other things.
  if (!isSample || targetStep !== demoTarget) return null;
  const known = await logitsOf(ctx, rows.leadIds);
  const places = rows.leadIds.flatMap((id, place) => (known.has(id) ? [place] : []));
  const labels = Uint8Array.from(places, (place) => rows.labels[place] ?? 0);
  if (places.length < leastKnown * rows.leadIds.length || new Set(labels).size < 2) return null;
  const probabilities = Float64Array.from(
    places,
    (place) => 1 / (1 + Math.exp(-(known.get(rows.leadIds[place] ?? "") ?? 0))),
  );
  const { auc, aucInterval } = evaluate(probabilities, labels);
  return { name, rows: places.length, auc, aucInterval };
}

/** The sample is told again, only these leads of it: what nobody can see is nowhere in the database. */
async function logitsOf(ctx: Context, leadIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
    sql.query<{ id: string; externalId: string; createdAt: Date; madeAt: Date }>(
      `select l.id, l.external_id as "externalId", l.created_at as "createdAt", o.created_at as "madeAt"
         from lead l join organisation o on o.id = l.org_id
        where l.org_id = $1 and l.id = any($2::uuid[]) and l.external_id like 'SIM-%'`,
      [ctx.orgId, leadIds],
    ),
  );
  const [any] = rows;
  if (!any) return new Map();
  // How many leads there are, and how much each did, changes nothing in what one of them means to do.
  const brokerage = demoBrokerage(any.madeAt, { leads: 0 });
  return new Map(
    rows.flatMap(({ id, externalId, createdAt }) => {
      const lead = brokerage.lead(Number(externalId.slice("SIM-".length)) - 1);
      const same = lead.externalId === externalId && lead.createdAt.getTime() === createdAt.getTime();
      return same ? [[id, truthOf(lead).logit] as const] : [];
    }),
  );
}

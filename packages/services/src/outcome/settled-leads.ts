import type { Context } from "../context.ts";
import { labelFactsSql, labelSql } from "./labels.ts";
import type { SettledLead } from "./landmark.ts";

const pageSize = 2_000;
const lowestId = "00000000-0000-0000-0000-000000000000";

export interface SettledLeadsOptions {
  step: string;
  horizonDays: number;
  asOf: Date;
  signal?: AbortSignal;
}

interface Row extends Omit<SettledLead, "label"> {
  label: 0 | 1 | null;
}

/** Every lead whose label for the step is settled as of `asOf`, in id order; memory stays flat. */
export async function* settledLeads(
  ctx: Context,
  { step, horizonDays, asOf, signal }: SettledLeadsOptions,
): AsyncGenerator<SettledLead, void, undefined> {
  const keys = ctx.organisation.ladder.map(({ key }) => key);
  const place = keys.indexOf(step);
  if (place < 0) return;
  for (let after = lowestId; ; ) {
    signal?.throwIfAborted();
    const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
      sql.query<Row>(pageSql, [ctx.orgId, keys, horizonDays, asOf, place, after, pageSize]),
    );
    for (const { label, ...row } of rows) if (label !== null) yield { ...row, label };
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.leadId;
  }
}

// What decides: the step or a later one reached, else the step or an earlier one denied, or the loss.
const pageSql = `
  with recursive page as materialized (
    select id from lead where org_id = $1::uuid and id > $6::uuid and merged_into is null order by id limit $7
  ), cluster as (
    select id as lead_id, id from page
     union all
    select c.lead_id, m.id from cluster c join lead m on m.org_id = $1::uuid and m.merged_into = c.id
  ), outcome as (
    select c.lead_id, o.step, o.reached, o.occurred_at, array_position($2::text[], o.step) - 1 as place
      from cluster c join lead_outcome o on o.org_id = $1::uuid and o.lead_id = c.id and o.undone_at is null
  ), facts as materialized (
    ${labelFactsSql("l.id in (select id from page)")}
  ), decision as (
    select f.id, min(o.occurred_at) as at, bool_or(o.occurred_at is null) as untimed
      from facts f join lead l on l.org_id = $1::uuid and l.id = f.id join outcome o on o.lead_id = f.id
     where case when $5::int <= f.far then o.reached and o.place >= $5::int
                else not o.reached and o.place <= $5::int or o.step = 'lost' and l.status = 'lost' end
     group by f.id
  )
  select l.id as "leadId", ${labelSql("$5::int")} as label, l.enquired_at as "enquiredAt", l.created_at as "createdAt",
         d.at as "decidedAt", coalesce(d.untimed, l.status = 'lost') as untimed
    from facts
    join lead l on l.org_id = $1::uuid and l.id = facts.id
    left join decision d on d.id = facts.id
   order by l.id`;

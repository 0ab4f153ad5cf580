import type { RawRecord } from "@leadlift/scoring/features";
import type { Context } from "../context.ts";
import { type LeadInputs, leadInputsSql, leadRecord } from "../lead/record.ts";
import { labelFactsSql, labelSql } from "./labels.ts";

const pageSize = 2_000;
const lowestId = "00000000-0000-0000-0000-000000000000";

export interface LabelledLead {
  leadId: string;
  /** as leadRecord makes it: what training and scoring see */
  record: RawRecord;
  /** 1: reached the step within the horizon */
  label: 0 | 1;
  enquiredAt: Date | null;
  createdAt: Date;
}

export interface LabelledLeadsOptions {
  step: string;
  horizonDays: number;
  asOf: Date;
  signal?: AbortSignal;
}

interface Row extends LeadInputs {
  id: string;
  label: 0 | 1 | null;
  enquiredAt: Date | null;
  createdAt: Date;
}

/** Every lead whose label for the step is settled as of `asOf`, in id order; memory stays flat. */
export async function* labelledLeads(
  ctx: Context,
  options: LabelledLeadsOptions,
): AsyncGenerator<LabelledLead, void, undefined> {
  const { step, horizonDays, asOf, signal } = options;
  const keys = ctx.organisation.ladder.map(({ key }) => key);
  const place = keys.indexOf(step);
  if (place < 0) return;
  for (let after = lowestId; ; ) {
    signal?.throwIfAborted();
    const { rows } = await ctx.db.withOrgSql(ctx.orgId, (sql) =>
      sql.query<Row>(pageSql, [ctx.orgId, keys, horizonDays, asOf, place, after, pageSize]),
    );
    for (const { id, label, enquiredAt, createdAt, ...inputs } of rows) {
      if (label === null) continue;
      yield { leadId: id, record: leadRecord(inputs), label, enquiredAt, createdAt };
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

const pageSql = `
  with page as materialized (
    select id from lead where org_id = $1::uuid and id > $6::uuid order by id limit $7
  )
  select l.id, ${labelSql("$5::int")} as label, l.enquired_at as "enquiredAt", l.created_at as "createdAt", ${leadInputsSql}
    from (${labelFactsSql("l.id in (select id from page)")}) facts
    join lead l on l.org_id = $1::uuid and l.id = facts.id
   order by l.id`;
